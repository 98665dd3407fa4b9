package dev.trawl.index;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What zstd needs to decompress frames of one dictionary, or of none. It knows how far it is with the frame that it began
 * last; of another one it begins anew. For one thread.
 */
final class Decompressor {
    private static final ThreadLocal<Decompressor> WITHOUT_DICTIONARY =
            ThreadLocal.withInitial(() -> new Decompressor(Optional.empty()));

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final Optional<ZstdDictDecompress> dictionary;

    private @Nullable CompressedFrame begun;
    private ByteBuffer source = ByteBuffer.allocate(0);
    private ByteBuffer target = source;

    Decompressor(Optional<ZstdDictDecompress> dictionary) {
        this.dictionary = dictionary;
        dictionary.ifPresent(context::loadDict);
    }

    /** This thread's, for frames that name no dictionary. */
    static Decompressor withoutDictionary() {
        return WITHOUT_DICTIONARY.get();
    }

    /**
     * Decompresses bytes of a frame behind those that are decompressed already.
     *
     * @param from how many they are
     * @param to as many are decompressed then
     */
    void decompress(CompressedFrame frame, int from, int to) {
        if (from == 0 && to == frame.size()) {
            begun = null;
            var stored = frame.stored();
            context.decompressByteArray(frame.bytes(), 0, to, stored.bytes, stored.offset, stored.length);
            return;
        }
        if (begun != frame || from == 0) {
            begin(frame);
        }
        target.limit(to);
        context.decompressByteBufferStream(target, source);
        if (target.hasRemaining()) {
            begun = null;
            throw new ZstdException(0, "the frame of a stored trace ends early");
        }
    }

    private void begin(CompressedFrame frame) {
        var stored = frame.stored();
        context.reset();
        dictionary.ifPresent(context::loadDict);
        source = ByteBuffer.wrap(stored.bytes, stored.offset, stored.length);
        target = ByteBuffer.wrap(frame.bytes());
        begun = frame;
    }
}
