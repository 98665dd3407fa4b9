package dev.trawl.index;

import com.github.luben.zstd.Zstd;
import dev.trawl.trace.Utf8Text;
import org.apache.lucene.util.BytesRef;

/**
 * The zstd frame of a stored trace. It consists of blocks, so that its beginning can be decompressed without the rest:
 * where many traces satisfy a condition, most of them do so by one of their first texts. Not thread-safe.
 */
final class CompressedFrame {
    /** Bytes of a block before compression. Half as many compress worse by a fiftieth and are not read faster. */
    static final int BLOCK = 16 << 10;

    /** Where in a zstd frame its descriptor is, which tells what follows (RFC 8878, 3.1.1.1). */
    private static final int DESCRIPTOR_AT = 4;

    private static final int SINGLE_SEGMENT = 0b10_0000;
    private static final int DICTIONARY_SIZE = 0b11;

    private final BytesRef stored;
    private final byte[] bytes;
    private final int size;
    private int decompressed;

    /**
     * A frame of which nothing is decompressed yet.
     *
     * @param stored not to be changed as long as something is to be decompressed
     * @param bytes where to decompress it to, {@link #size} of them at least
     */
    CompressedFrame(BytesRef stored, byte[] bytes) {
        this.stored = stored;
        this.bytes = bytes;
        this.size = size(stored);
    }

    /** Bytes of what a frame holds. */
    static int size(BytesRef stored) {
        return Math.toIntExact(Zstd.getFrameContentSize(stored.bytes, stored.offset, stored.length));
    }

    /** Decompresses some more, about as much as there is already, or all; what there is then. */
    Utf8Text more() {
        if (decompressed == 0 && decompressor().expectsAll()) {
            return all();
        }
        long wanted = decompressed == 0 ? BLOCK : 2L * (decompressed + 1);
        // At the very end of a block zstd would begin with the next one.
        return upTo(wanted < size ? (int) wanted - 1 : size);
    }

    /** All bytes. */
    Utf8Text all() {
        return upTo(size);
    }

    boolean complete() {
        return decompressed == size;
    }

    private Utf8Text upTo(int end) {
        if (end > decompressed) {
            decompressor().decompress(this, decompressed, end);
            decompressed = end;
        }
        return Utf8Text.of(bytes, decompressed);
    }

    BytesRef stored() {
        return stored;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    private Decompressor decompressor() {
        int number = dictionaryNumber();
        return number == TraceDictionary.NONE
                ? Decompressor.withoutDictionary()
                : TraceDictionary.numbered(number).decompressor();
    }

    /** The number of the dictionary that the frame names: up to four bytes, the lowest first. */
    private int dictionaryNumber() {
        int descriptor = stored.bytes[stored.offset + DESCRIPTOR_AT];
        int length = (1 << (descriptor & DICTIONARY_SIZE)) >> 1;
        int at = stored.offset + DESCRIPTOR_AT + ((descriptor & SINGLE_SEGMENT) == 0 ? 2 : 1);
        int number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (stored.bytes[at + i] & 0xFF);
        }
        return number;
    }
}
