package dev.trawl.query.text;

import java.util.Arrays;

/**
 * A set of ints that are not negative, open-addressed, that numbers its members from 0 in the order in which they came.
 * Made to be emptied and filled again. Not thread-safe.
 */
final class IntSet {
    private static final int FREE = -1;
    private static final int FEWEST_SLOTS = 1 << 11;

    private int[] members = new int[1 << 10];
    private int size;

    /** The members; never more than half full. */
    private int[] slots = new int[FEWEST_SLOTS];

    /** How many slots are in use, a power of two: few for few members, so that they are near, even if there were more once. */
    private int used;

    IntSet() {
        free(FEWEST_SLOTS);
    }

    private void free(int count) {
        if (slots.length < count) {
            slots = new int[count];
        }
        Arrays.fill(slots, 0, count, FREE);
        used = count;
    }

    int size() {
        return size;
    }

    int get(int number) {
        return members[number];
    }

    void add(int value) {
        int slot = slotOf(value);
        if (slots[slot] == value) {
            return;
        }
        slots[slot] = value;
        members[size++] = value;
        if (size == members.length) {
            members = Arrays.copyOf(members, 2 * size);
        }
        if (2 * size == used) {
            free(2 * used);
            for (int i = 0; i < size; i++) {
                slots[slotOf(members[i])] = members[i];
            }
        }
    }

    void clear() {
        free(FEWEST_SLOTS);
        size = 0;
    }

    /** Where the value is, or where it would be. */
    private int slotOf(int value) {
        int mask = used - 1;
        // The upper bits are mixed of all of the value.
        int slot = (value * 0x9E3779B1) >>> Integer.numberOfLeadingZeros(mask);
        while (slots[slot] != value && slots[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
