package dev.trawl.query.text;

import java.util.Arrays;

/** A set of longs, open-addressed: collecting the grams of a trace must not box each of them. Not thread-safe. */
final class LongSet {
    private static final long FREE = -1;

    private long[] table = new long[1 << 13];
    private int size;

    LongSet() {
        Arrays.fill(table, FREE);
    }

    /** Adds a value, which must not be negative. */
    void add(long value) {
        if (insert(value) && ++size * 2 > table.length) {
            grow();
        }
    }

    /** The values in ascending order. */
    long[] sorted() {
        long[] values = new long[size];
        int next = 0;
        for (long value : table) {
            if (value != FREE) {
                values[next++] = value;
            }
        }
        Arrays.sort(values);
        return values;
    }

    private boolean insert(long value) {
        int mask = table.length - 1;
        long mixed = value * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 40) & mask;
        while (table[slot] != FREE) {
            if (table[slot] == value) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = value;
        return true;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        Arrays.fill(table, FREE);
        for (long value : old) {
            if (value != FREE) {
                insert(value);
            }
        }
    }
}
