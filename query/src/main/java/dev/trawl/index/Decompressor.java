package dev.trawl.index;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What zstd needs to decompress frames of one dictionary, or of none. It knows how far it is with the frame that it began
 * last; of another one it begins anew. And it knows whether the last frames were read to their ends: to decompress a frame
 * at once is faster than block by block, where zstd copies each block out of a buffer of its own. For one thread.
 */
final class Decompressor {
    private static final ThreadLocal<Decompressor> WITHOUT_DICTIONARY =
            ThreadLocal.withInitial(() -> new Decompressor(Optional.empty()));

    /** Frames read block by block to the end, one after the other, for which the next ones, as many, are read at once. */
    private static final int MANY = 16;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final Optional<ZstdDictDecompress> dictionary;

    /** Frames read to the end, one after the other, block by block or at once. */
    private int toTheEnd;

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

    /** Whether a frame of which nothing is decompressed yet will be read to its end, as far as the last ones tell. */
    boolean expectsAll() {
        leaveBegun();
        if (toTheEnd >= 2 * MANY) {
            // One is read block by block, to see whether that has changed.
            toTheEnd = MANY - 1;
        }
        if (toTheEnd < MANY) {
            return false;
        }
        toTheEnd++;
        return true;
    }

    private void leaveBegun() {
        if (begun != null && !begun.complete()) {
            toTheEnd = 0;
        }
        begun = null;
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
        toTheEnd += to == frame.size() ? 1 : 0;
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
