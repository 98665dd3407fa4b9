package dev.trawl.query.text;

import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/**
 * Trigrams of folded text: every three neighbouring code points, each in three bytes, big-endian. Near the end of a text
 * a gram is filled up with {@link #END}, so that every code point begins a gram and a needle of one or two code points
 * is a prefix of some gram.
 *
 * <p>Grams are case-blind: a pattern with and one without regard to case read the same ones.
 */
public final class Grams {
    /** Beyond the last code point: fills up the last two grams of a text. */
    private static final int END = 0xFFFFFF;

    private static final int BYTES = 9;

    private Grams() {}

    /** Adds the grams of a text to the set, each packed into a long. */
    public static void collect(String text, LongSet grams) {
        int length = text.length();
        if (length == 0) {
            return;
        }
        int first = END;
        int second = END;
        int read = 0;
        for (int i = 0; i < length; ) {
            int codePoint = text.codePointAt(i);
            int third = CaseFolding.fold(codePoint);
            if (++read >= 3) {
                grams.add(packed(first, second, third));
            }
            first = second;
            second = third;
            i += Character.charCount(codePoint);
        }
        if (read >= 2) {
            grams.add(packed(first, second, END));
        }
        grams.add(packed(second, END, END));
    }

    /** The grams that a text containing the needle must have; empty for needles of fewer than three code points. */
    public static Set<BytesRef> of(String needle) {
        int[] folded = needle.codePoints().map(CaseFolding::fold).toArray();
        var grams = new HashSet<BytesRef>();
        for (int i = 0; i + 2 < folded.length; i++) {
            grams.add(term(packed(folded[i], folded[i + 1], folded[i + 2])));
        }
        return grams;
    }

    /** What some gram of a text containing the needle (of one or two code points) begins with. */
    public static BytesRef prefix(String needle) {
        int[] folded = needle.codePoints().map(CaseFolding::fold).toArray();
        var bytes = new byte[folded.length * 3];
        for (int i = 0; i < folded.length; i++) {
            put(bytes, i * 3, folded[i]);
        }
        return new BytesRef(bytes);
    }

    /** The term of a packed gram. */
    public static BytesRef term(long packed) {
        var bytes = new byte[BYTES];
        put(bytes, 0, (int) (packed >>> 42) & 0x1FFFFF);
        put(bytes, 3, (int) (packed >>> 21) & 0x1FFFFF);
        put(bytes, 6, (int) packed & 0x1FFFFF);
        return new BytesRef(bytes);
    }

    /** The letters of a gram's term, or of a prefix of one; what fills up the end of a text is left out. */
    public static String text(BytesRef term) {
        var letters = new StringBuilder();
        for (int i = term.offset; i + 2 < term.offset + term.length; i += 3) {
            int codePoint =
                    ((term.bytes[i] & 0xFF) << 16) | ((term.bytes[i + 1] & 0xFF) << 8) | (term.bytes[i + 2] & 0xFF);
            if (Character.isValidCodePoint(codePoint)) {
                letters.appendCodePoint(codePoint);
            }
        }
        return letters.toString();
    }

    /** Code points have 21 bits; {@link #END} keeps its lower 21, which no code point has. */
    private static long packed(int first, int second, int third) {
        return ((long) (first & 0x1FFFFF) << 42) | ((long) (second & 0x1FFFFF) << 21) | (third & 0x1FFFFF);
    }

    private static void put(byte[] bytes, int offset, int codePoint) {
        bytes[offset] = (byte) (codePoint >>> 16);
        bytes[offset + 1] = (byte) (codePoint >>> 8);
        bytes[offset + 2] = (byte) codePoint;
    }
}
