package dev.trawl.query.text;

import java.util.Arrays;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.BytesRef;

/**
 * The distinct words of the texts of one trace, each as the place of its bytes. Made to be emptied and filled again. Not
 * thread-safe.
 */
final class WordSet {
    private static final int FREE = -1;

    private BytesRef[] members = new BytesRef[1 << 9];
    private int[] hashes = new int[1 << 9];
    private int size;

    /** The numbers of the members; never more than half full. */
    private int[] slots = new int[1 << 10];

    WordSet() {
        Arrays.fill(slots, FREE);
        Arrays.setAll(members, i -> new BytesRef());
    }

    int size() {
        return size;
    }

    /** A member, in the order in which they came; valid until the set is emptied, as long as its bytes are. */
    BytesRef get(int number) {
        return members[number];
    }

    /**
     * Adds a word.
     *
     * @param bytes kept, and not to be changed until the set is emptied
     */
    void add(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int mask = slots.length - 1;
        int slot = (hash ^ (hash >>> 15)) & mask;
        while (slots[slot] != FREE) {
            if (hashes[slots[slot]] == hash && isMember(slots[slot], bytes, from, to)) {
                return;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = size;
        hashes[size] = hash;
        var word = members[size++];
        word.bytes = bytes;
        word.offset = from;
        word.length = to - from;
        if (size == members.length) {
            grow();
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i + Long.BYTES < to; i += Long.BYTES) {
            hash = (hash ^ (long) BitUtil.VH_LE_LONG.get(bytes, i)) * 0x9E3779B97F4A7C15L;
        }
        hash = (hash ^ upToEight(bytes, i, to)) * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> Integer.SIZE);
    }

    /** The bytes as a number. */
    private static long upToEight(byte[] bytes, int from, int to) {
        if (from + Long.BYTES <= bytes.length) {
            return (long) BitUtil.VH_LE_LONG.get(bytes, from) & (-1L >>> (Long.SIZE - Byte.SIZE * (to - from)));
        }
        long number = 0;
        for (int i = to - 1; i >= from; i--) {
            number = (number << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return number;
    }

    private boolean isMember(int number, byte[] bytes, int from, int to) {
        var word = members[number];
        return Arrays.equals(word.bytes, word.offset, word.offset + word.length, bytes, from, to);
    }

    void clear() {
        Arrays.fill(slots, FREE);
        size = 0;
    }

    private void grow() {
        members = Arrays.copyOf(members, 2 * size);
        for (int i = size; i < members.length; i++) {
            members[i] = new BytesRef();
        }
        hashes = Arrays.copyOf(hashes, 2 * size);
        slots = new int[4 * size];
        Arrays.fill(slots, FREE);
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = (hashes[i] ^ (hashes[i] >>> 15)) & mask;
            while (slots[slot] != FREE) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i;
        }
    }
}
