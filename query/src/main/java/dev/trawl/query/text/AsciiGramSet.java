package dev.trawl.query.text;

import java.util.Arrays;

/**
 * A set of trigrams of ASCII letters, as a bit each: nearly every place in a text asks for one. So that the bits of usual
 * texts lie close together, in the processor's nearest cache, letters are ranked: common ones first. Not thread-safe.
 */
final class AsciiGramSet {
    /** Grams as others know them, seven bits for each letter, are numbers below this one. */
    static final int ALL = 1 << 21;

    /** Ranks of seven bits, in the order in which letters fall off in English and in JSON, roughly. */
    private static final String COMMON = " etaoinsrhldcu\"mpfgy_.,bwvk-:0123456789/()xjqz{}[]\\\n";

    private static final byte[] RANKS = new byte[0x80];
    private static final byte[] FOLDED_RANKS = new byte[0x80];
    private static final byte[] LETTERS = new byte[0x80];

    static {
        Arrays.fill(RANKS, (byte) -1);
        byte next = 0;
        for (int i = 0; i < COMMON.length(); i++) {
            RANKS[COMMON.charAt(i)] = next++;
        }
        for (int letter = 0; letter < RANKS.length; letter++) {
            if (RANKS[letter] < 0) {
                RANKS[letter] = next++;
            }
            LETTERS[RANKS[letter]] = (byte) letter;
        }
        for (int letter = 0; letter < RANKS.length; letter++) {
            FOLDED_RANKS[letter] = RANKS[CaseFolding.fold(letter)];
        }
    }

    /** One bit per gram. The top bit of the last rank leads the number of a bit, so that grams that end in a common letter lie together. */
    private final long[] bits = new long[ALL / Long.SIZE];

    private int[] members = new int[1 << 12];
    private int size;

    /** The ranks of three packed letters ({@link Grams#shifted}). */
    static int ranks(long packed) {
        int first = RANKS[(int) (packed >>> 42) & 0x7F];
        int second = RANKS[(int) (packed >>> 21) & 0x7F];
        return (first << 14) | (second << 7) | RANKS[(int) packed & 0x7F];
    }

    /** Three ranks, after that of one more letter, folded: the first of them falls out. */
    static int shiftedFolded(int ranks, int letter) {
        return ((ranks << 7) | FOLDED_RANKS[letter]) & (ALL - 1);
    }

    /** How rare a letter of ASCII is in usual texts, roughly: the higher, the rarer. */
    static int rank(int letter) {
        return FOLDED_RANKS[letter];
    }

    int size() {
        return size;
    }

    /** A member, in the order in which they came, as others know it. */
    int get(int number) {
        int ranks = members[number];
        return (LETTERS[ranks >>> 14] << 14) | (LETTERS[(ranks >>> 7) & 0x7F] << 7) | LETTERS[ranks & 0x7F];
    }

    /** Adds the gram of three letters given as {@link #shiftedFolded} ranks. */
    void add(int ranks) {
        int at = word(ranks);
        long bit = 1L << ranks;
        if ((bits[at] & bit) == 0) {
            bits[at] |= bit;
            if (size == members.length) {
                members = Arrays.copyOf(members, 2 * size);
            }
            members[size++] = ranks;
        }
    }

    private static int word(int ranks) {
        return ((ranks & 0x40) << 8) | (ranks >>> 7);
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            bits[word(members[i])] = 0;
        }
        size = 0;
    }
}
