package dev.trawl.query.text;

import java.util.Arrays;

/**
 * A set of longs, open-addressed, that numbers its members from 0 in the order in which they came: collecting the terms of
 * a trace must not box each of them. Made to be emptied and filled again. Not thread-safe.
 */
final class LongSet {
    private static final int FREE = -1;

    private long[] members = new long[1 << 10];
    private int size;

    /** The numbers of the members; never more than half full. */
    private int[] slots = new int[1 << 11];

    LongSet() {
        Arrays.fill(slots, FREE);
    }

    int size() {
        return size;
    }

    long get(int number) {
        return members[number];
    }

    void add(long value) {
        int slot = slotOf(value);
        if (slots[slot] != FREE) {
            return;
        }
        slots[slot] = size;
        members[size++] = value;
        if (size == members.length) {
            grow();
        }
    }

    void clear() {
        Arrays.fill(slots, FREE);
        size = 0;
    }

    private void grow() {
        members = Arrays.copyOf(members, 2 * size);
        slots = new int[4 * size];
        Arrays.fill(slots, FREE);
        for (int i = 0; i < size; i++) {
            slots[slotOf(members[i])] = i;
        }
    }

    /** Where the value is, or where it would be. */
    private int slotOf(long value) {
        int mask = slots.length - 1;
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (slots[slot] != FREE && members[slots[slot]] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
