package dev.trawl.query.stats;

import java.io.IOException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/** A number for each document, in as few whole bytes as the largest one needs. Immutable, thread-safe. */
final class ValueNumbers {
    private final byte[] bytes;

    /** Bytes of a number. */
    private final int width;

    private ValueNumbers(byte[] bytes, int width) {
        this.bytes = bytes;
        this.width = width;
    }

    /**
     * Packs numbers.
     *
     * @param largest none is larger
     */
    static ValueNumbers of(int[] numbers, int largest) {
        int width = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(largest) + Byte.SIZE - 1) / Byte.SIZE);
        var bytes = new byte[Math.multiplyExact(numbers.length, width)];
        for (int document = 0; document < numbers.length; document++) {
            for (int i = 0; i < width; i++) {
                bytes[document * width + i] = (byte) (numbers[document] >>> (i * Byte.SIZE));
            }
        }
        return new ValueNumbers(bytes, width);
    }

    int of(int document) {
        int place = document * width;
        int number = bytes[place] & 0xFF;
        for (int i = 1; i < width; i++) {
            number |= (bytes[place + i] & 0xFF) << (i * Byte.SIZE);
        }
        return number;
    }

    static ValueNumbers read(DataInput in) throws IOException {
        int width = in.readByte();
        var bytes = new byte[in.readVInt()];
        in.readBytes(bytes, 0, bytes.length);
        return new ValueNumbers(bytes, width);
    }

    void write(DataOutput out) throws IOException {
        out.writeByte((byte) width);
        out.writeVInt(bytes.length);
        out.writeBytes(bytes, bytes.length);
    }
}
