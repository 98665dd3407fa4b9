package dev.trawl.indexer;

import java.util.Arrays;

/** Ints that are numbered from 0, in the order in which they come for the first time: a hash table of one entry each. Not thread-safe. */
final class NumberedInts {
    private static final long FREE = -1;
    private static final int FEWEST = 1 << 10;

    private int[] values = new int[FEWEST];
    private int size;

    /** Values, above their numbers in the lower half; never more than half full. */
    private long[] slots = free(2 * FEWEST);

    private static long[] free(int count) {
        long[] slots = new long[count];
        Arrays.fill(slots, FREE);
        return slots;
    }

    int size() {
        return size;
    }

    /** The value that has a number. */
    int get(int number) {
        return values[number];
    }

    /** The number of a value, a new one if it comes for the first time. */
    int number(int value) {
        int slot = slotOf(value);
        if (slots[slot] == FREE) {
            slots[slot] = entry(value, size);
            values[size++] = value;
            if (size == values.length) {
                grow();
            }
            return size - 1;
        }
        return (int) slots[slot];
    }

    private static long entry(int value, int number) {
        return (long) value << Integer.SIZE | number;
    }

    private void grow() {
        values = Arrays.copyOf(values, 2 * size);
        slots = free(4 * size);
        for (int number = 0; number < size; number++) {
            slots[slotOf(values[number])] = entry(values[number], number);
        }
    }

    /** Where the value is, or where it would be. */
    private int slotOf(int value) {
        int mask = slots.length - 1;
        // The upper bits are mixed of all of the value.
        int slot = (value * 0x9E3779B1) >>> Integer.numberOfLeadingZeros(mask);
        while (slots[slot] != FREE && (int) (slots[slot] >>> Integer.SIZE) != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** All numbers, in the order of their values. */
    int[] sorted() {
        long[] entries = new long[size];
        for (int number = 0; number < size; number++) {
            entries[number] = entry(values[number], number);
        }
        Arrays.sort(entries);
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (int) entries[i];
        }
        return numbers;
    }
}
