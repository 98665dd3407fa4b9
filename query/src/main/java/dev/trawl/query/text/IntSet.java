package dev.trawl.query.text;

import java.util.Arrays;

/**
 * A set of ints that are not negative, open-addressed, that numbers its members from 0 in the order in which they came.
 * Made to be emptied and filled again. Not thread-safe.
 */
final class IntSet {
    private static final int FREE = -1;

    private int[] members = new int[1 << 10];
    private int size;

    /** The members; never more than half full. */
    private int[] slots = free(1 << 11);

    private static int[] free(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, FREE);
        return slots;
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
            slots = free(4 * size);
            for (int i = 0; i < size; i++) {
                slots[slotOf(members[i])] = members[i];
            }
        }
    }

    void clear() {
        Arrays.fill(slots, FREE);
        size = 0;
    }

    /** Where the value is, or where it would be. */
    private int slotOf(int value) {
        int mask = slots.length - 1;
        int slot = ((value * 0x9E3779B1) >>> 10) & mask;
        while (slots[slot] != value && slots[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
