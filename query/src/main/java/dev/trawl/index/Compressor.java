package dev.trawl.index;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import dev.trawl.trace.Utf8Text;
import java.nio.ByteBuffer;
import org.apache.lucene.util.BytesRef;

/** What zstd needs to compress frames with one dictionary, or with none. For one thread. */
final class Compressor {
    /** zstd's level 3, its default, makes a twentieth less, in half as much time again. */
    private static final int LEVEL = 1;

    private static final ThreadLocal<Compressor> WITHOUT_DICTIONARY =
            ThreadLocal.withInitial(() -> new Compressor(new ZstdCompressCtx().setLevel(LEVEL)));

    private final ZstdCompressCtx context;
    private ByteBuffer frame = ByteBuffer.allocate(0);

    private Compressor(ZstdCompressCtx context) {
        this.context = context;
    }

    /** One with a dictionary. */
    static Compressor with(ZstdDictCompress dictionary) {
        return new Compressor(new ZstdCompressCtx().loadDict(dictionary));
    }

    /** This thread's, for frames without a dictionary. */
    static Compressor withoutDictionary() {
        return WITHOUT_DICTIONARY.get();
    }

    /** Compresses bytes to a frame of {@linkplain CompressedFrame#BLOCK blocks} that knows their number. */
    BytesRef compress(Utf8Text bytes) {
        var source = ByteBuffer.wrap(bytes.bytes(), bytes.from(), bytes.length());
        int end = source.limit();
        // Less than a thousandth comes on top, and a few bytes for each block.
        int most = Math.toIntExact(Zstd.compressBound(bytes.length())) + bytes.length() / 256;
        frame = frame.capacity() < most ? ByteBuffer.allocate(most) : frame.clear();
        context.setPledgedSrcSize(bytes.length());
        do {
            source.limit(Math.min(end, source.position() + CompressedFrame.BLOCK));
            var directive = source.limit() == end ? EndDirective.END : EndDirective.FLUSH;
            if (!context.compressByteBufferStream(frame, source, directive)) {
                throw new IllegalStateException("zstd needs more room than it says");
            }
        } while (source.position() < end);
        return BytesRef.deepCopyOf(new BytesRef(frame.array(), 0, frame.position()));
    }
}
