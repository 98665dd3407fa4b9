package dev.trawl.index;

import org.apache.lucene.util.BytesRefBuilder;

/** Numbers of 7 bits a byte, as Lucene's inputs read them. */
final class VariableLength {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private VariableLength() {}

    /** Appends a number, a negative one as if it had no sign. */
    static void append(BytesRefBuilder bytes, long number) {
        long rest = number;
        while (Long.compareUnsigned(rest, MORE) >= 0) {
            bytes.append((byte) (rest | MORE));
            rest >>>= BITS;
        }
        bytes.append((byte) rest);
    }
}
