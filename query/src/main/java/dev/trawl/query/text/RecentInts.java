package dev.trawl.query.text;

import java.util.Arrays;

/**
 * Ints that are not negative, in the order in which they came; of those that come again most are left out, but not all: what
 * takes a set to know is known later by sorting, for nearly nothing. Made to be emptied and filled again. Not thread-safe.
 */
final class RecentInts {
    private static final int NONE = -1;
    private static final int SLOT_BITS = 12;

    private int[] members = new int[1 << 10];
    private int size;

    /** For each slot the last one that came of the ints that have this slot. */
    private final int[] recent = new int[1 << SLOT_BITS];

    RecentInts() {
        clear();
    }

    int size() {
        return size;
    }

    int get(int number) {
        return members[number];
    }

    void add(int value) {
        int slot = (value * 0x9E3779B1) >>> (Integer.SIZE - SLOT_BITS);
        if (recent[slot] == value) {
            return;
        }
        recent[slot] = value;
        if (size == members.length) {
            members = Arrays.copyOf(members, 2 * size);
        }
        members[size++] = value;
    }

    void clear() {
        Arrays.fill(recent, NONE);
        size = 0;
    }
}
