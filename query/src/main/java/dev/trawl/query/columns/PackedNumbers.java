package dev.trawl.query.columns;

import java.io.IOException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/** Numbers, each in as few whole bytes as the largest one needs. Immutable, thread-safe. */
final class PackedNumbers {
    private final byte[] bytes;

    /** Bytes of a number. */
    private final int width;

    private PackedNumbers(byte[] bytes, int width) {
        this.bytes = bytes;
        this.width = width;
    }

    /**
     * Packs numbers.
     *
     * @param largest none is larger
     */
    static PackedNumbers of(int[] numbers, int largest) {
        int width = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(largest) + Byte.SIZE - 1) / Byte.SIZE);
        var bytes = new byte[Math.multiplyExact(numbers.length, width)];
        for (int place = 0; place < numbers.length; place++) {
            for (int i = 0; i < width; i++) {
                bytes[place * width + i] = (byte) (numbers[place] >>> (i * Byte.SIZE));
            }
        }
        return new PackedNumbers(bytes, width);
    }

    int at(int place) {
        int start = place * width;
        int number = bytes[start] & 0xFF;
        for (int i = 1; i < width; i++) {
            number |= (bytes[start + i] & 0xFF) << (i * Byte.SIZE);
        }
        return number;
    }

    static PackedNumbers read(DataInput in) throws IOException {
        int width = in.readByte();
        var bytes = new byte[in.readVInt()];
        in.readBytes(bytes, 0, bytes.length);
        return new PackedNumbers(bytes, width);
    }

    void write(DataOutput out) throws IOException {
        out.writeByte((byte) width);
        out.writeVInt(bytes.length);
        out.writeBytes(bytes, bytes.length);
    }
}
