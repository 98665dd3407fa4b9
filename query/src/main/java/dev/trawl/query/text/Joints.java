package dev.trawl.query.text;

import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/**
 * Where two words meet: the last three code points of the one run of letters and digits, what stands between (three code
 * points at most), and the first three of the other, folded, if there are letters on both sides. A phrase of common words
 * has rare joints.
 *
 * <p>A joint is kept as a hash of 32 bits: two that fall together cost a check, no match.
 */
public final class Joints {
    private static final int EDGE = 3;
    private static final int WIDEST_GAP = 3;

    private Joints() {}

    /** The joints that a text containing the needle must have. */
    public static Set<BytesRef> of(String needle) {
        var joints = new HashSet<BytesRef>();
        int[] folded = needle.codePoints().map(CaseFolding::fold).toArray();
        collect(folded, folded.length, true, joint -> joints.add(term(joint)));
        return joints;
    }

    /** The term of a joint. */
    public static BytesRef term(int joint) {
        return new BytesRef(
                new byte[] {(byte) (joint >>> 24), (byte) (joint >>> 16), (byte) (joint >>> 8), (byte) joint});
    }

    /** Takes a joint. */
    interface Sink {
        void accept(int joint);
    }

    /**
     * Finds the joints of a text.
     *
     * @param open whether the text may go on at both ends, so that a run that stands there may be longer than it looks
     */
    static void collect(int[] folded, int length, boolean open, Sink joints) {
        int previousStart = 0;
        int previousEnd = -1;
        for (int i = 0; i < length; ) {
            if (!isWordPart(folded[i])) {
                i++;
                continue;
            }
            int start = i;
            while (i < length && isWordPart(folded[i])) {
                i++;
            }
            if (previousEnd >= 0
                    && start - previousEnd <= WIDEST_GAP
                    && joins(folded[previousEnd - 1], folded[start])) {
                int from = Math.max(previousStart, previousEnd - EDGE);
                int to = Math.min(i, start + EDGE);
                boolean cut = open && ((previousStart == 0 && previousEnd < EDGE) || (i == length && i - start < EDGE));
                if (!cut) {
                    joints.accept(hash(folded, from, to));
                }
            }
            previousStart = start;
            previousEnd = i;
        }
    }

    /** Numbers have few digits to differ in, but stand in endless company: grams find them. */
    private static boolean joins(int last, int first) {
        return Words.isLetter(last) && Words.isLetter(first);
    }

    private static boolean isWordPart(int codePoint) {
        return codePoint < 0x80
                ? (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= '0' && codePoint <= '9')
                : Words.isLetter(codePoint) || Character.isDigit(codePoint);
    }

    /** Murmur3's mixing, over code points. */
    private static int hash(int[] codePoints, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            int mixed = codePoints[i] * 0xcc9e2d51;
            hash = Integer.rotateLeft(hash ^ (Integer.rotateLeft(mixed, 15) * 0x1b873593), 13) * 5 + 0xe6546b64;
        }
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }
}
