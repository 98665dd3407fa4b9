package dev.trawl.query.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.lucene.util.BytesRef;

/**
 * Where two words meet: the last three code points of the one run of letters and digits, its length, what stands between (three
 * code points at most), and the first three of the other, folded, if there are letters on both sides. A phrase of common
 * words has rare joints. Where one or two short words stand between two others, as in {@code value of the parameter}, there
 * are also joints of all three or four.
 *
 * <p>Where a number begins is a joint, too: what stands before it and its first four, five and six digits. So the number of
 * a ticket, an order or a port is found, the digits of which stand in any text by the thousand.
 *
 * <p>A joint is kept as a hash of 22 bits: two that fall together cost a check, no match. A trace has some 1,000 of them, so
 * that one trace in 4,000 is a candidate for nothing.
 */
public final class Joints {
    /** Code points of a run that count on each side. */
    static final int EDGE = 3;

    static final int WIDEST_GAP = 3;

    /** Code points of the longest run that may stand in the middle of a joint of three or four. */
    static final int LONGEST_MIDDLE = 4;

    /** Runs that a joint has at most. */
    private static final int MOST_RUNS = 4;

    /** The length from which on runs count as equally long. */
    private static final int LONGEST_COUNTED = 12;

    /** Digits that a joint has of a number at least. */
    static final int FEWEST_DIGITS = 4;

    /** Digits that a joint has of a number at most. */
    static final int MOST_DIGITS = 6;

    /** No joint. */
    static final int NONE = -1;

    /** Stands for the beginning of a number, whatever its digits, where phrases are found. */
    static final long ANY_NUMBER = -1;

    private static final int BITS = 22;

    /** Bytes of a term. */
    private static final int BYTES = 3;

    private Joints() {}

    /** The joints that a text containing the needle must have: of each set one. */
    public static Set<Set<BytesRef>> of(String needle) {
        var joints = new LinkedHashSet<Set<BytesRef>>();
        int[] folded = needle.codePoints().map(CaseFolding::fold).toArray();
        int previousStart = 0;
        int previousEnd = -1;
        // What each joint at the beginning of the run before may be: of two runs, of three.
        List<int[]> previous = List.of();
        for (int i = 0; i < folded.length; i++) {
            if (!isWordPart(folded[i])) {
                continue;
            }
            int start = i;
            i = runEnd(folded, start);
            var ending = new ArrayList<int[]>();
            // The needle may end in the middle of a run, of which more than what is seen here counts.
            boolean isCut = i == folded.length && i - start < EDGE;
            if (previousEnd >= 0
                    && start - previousEnd <= WIDEST_GAP
                    && Words.isLetter(folded[previousEnd - 1])
                    && Words.isLetter(folded[start])
                    && !isCut) {
                long[] tails = tails(folded, previousStart, previousEnd);
                long gap = packed(folded, previousEnd, start);
                long head = packed(folded, start, Math.min(i, start + EDGE));
                ending.add(LongStream.of(tails)
                        .mapToInt(tail -> number(tail, gap, head))
                        .toArray());
                if (previousEnd - previousStart <= LONGEST_MIDDLE) {
                    previous.forEach(choices -> ending.add(IntStream.of(choices)
                            .map(joint -> number(chained(joint, tails[0]), gap, head))
                            .toArray()));
                }
                ending.reversed().forEach(choices -> add(joints, choices));
            }
            previousStart = start;
            previousEnd = i;
            previous = ending.subList(0, Math.min(ending.size(), MOST_RUNS - 2));
        }
        addNumbers(folded, joints);
        return joints;
    }

    /**
     * Where the first two runs of a phrase meet, which begins with the first one and has the second one whole: their joint, or one
     * of the first and any number; {@link #NONE} if there is none, or if it depends on digits.
     */
    static int first(int[] folded) {
        int end = runEnd(folded, 0);
        int start = end;
        while (start < folded.length && !isWordPart(folded[start])) {
            start++;
        }
        if (end == 0 || start == folded.length || start - end > WIDEST_GAP || !isLettered(folded, 0, end)) {
            return NONE;
        }
        long tail = tail(packed(folded, Math.max(0, end - EDGE), end), end);
        long gap = packed(folded, end, start);
        if (Character.isDigit(folded[start])) {
            return number(tail, gap, ANY_NUMBER);
        }
        int edge = Math.min(runEnd(folded, start), start + EDGE);
        return isLettered(folded, start, edge) ? number(tail, gap, packed(folded, start, edge)) : NONE;
    }

    private static int runEnd(int[] folded, int start) {
        int end = start;
        while (end < folded.length && isWordPart(folded[end])) {
            end++;
        }
        return end;
    }

    private static boolean isLettered(int[] folded, int from, int to) {
        return Arrays.stream(folded, from, to).allMatch(Words::isLetter);
    }

    private static void add(Set<Set<BytesRef>> joints, int... choices) {
        var terms = IntStream.of(choices).mapToObj(Joints::term).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!terms.isEmpty()) {
            joints.add(terms);
        }
    }

    /** What the end of a run may be: the needle may begin in the middle of the run. */
    private static long[] tails(int[] folded, int start, int end) {
        long seen = packed(folded, Math.max(start, end - EDGE), end);
        int length = end - start;
        if (start > 0) {
            return new long[] {tail(seen, length)};
        }
        return length < EDGE
                ? new long[] {}
                : IntStream.rangeClosed(Math.min(length, LONGEST_COUNTED), LONGEST_COUNTED)
                        .mapToLong(whole -> tail(seen, whole))
                        .toArray();
    }

    private static void addNumbers(int[] folded, Set<Set<BytesRef>> joints) {
        for (int start = 1; start < folded.length; start++) {
            if (!Character.isDigit(folded[start]) || isWordPart(folded[start - 1])) {
                continue;
            }
            int end = start;
            long number = folded[start - 1];
            while (end < folded.length && end - start < MOST_DIGITS && Character.isDigit(folded[end])) {
                number = withDigit(number, folded[end]);
                end++;
            }
            if (end - start >= FEWEST_DIGITS) {
                joints.add(Set.of(term(number(number))));
            }
        }
    }

    private static long packed(int[] codePoints, int from, int to) {
        long packed = 0;
        for (int i = from; i < to; i++) {
            packed = Grams.shifted(packed, codePoints[i]);
        }
        return packed;
    }

    private static BytesRef term(int joint) {
        var term = new BytesRef(BYTES);
        spell(joint, term);
        return term;
    }

    /** Writes the term of a joint into {@code term}, in place of what it held. */
    public static void spell(int joint, BytesRef term) {
        term.bytes[0] = (byte) (joint >>> 16);
        term.bytes[1] = (byte) (joint >>> 8);
        term.bytes[2] = (byte) joint;
        term.length = BYTES;
    }

    /** Letters and digits: digits lengthen a run, but no joint of runs ends or begins with one, as they stand beside everything. */
    static boolean isWordPart(int folded) {
        return folded < 0x80
                ? (folded >= 'a' && folded <= 'z') || (folded >= '0' && folded <= '9')
                : Words.isLetter(folded) || Character.isDigit(folded);
    }

    /**
     * What counts of the end of a run: its last code points and its length. So {@code deprecated since} has the joint neither
     * of {@code updated since} nor of {@code created since}.
     */
    static long tail(long lastCodePoints, int runLength) {
        return lastCodePoints + Math.min(runLength, LONGEST_COUNTED) * 0xC2B2AE3D27D4EB4FL;
    }

    /** Stands for the end of a run that has a joint at its beginning, in the number of a joint of one run more. */
    static long chained(int joint, long tail) {
        return tail ^ ((joint + 1L) << 41);
    }

    /** What stands before a number and its digits so far, and one more. */
    static long withDigit(long number, int digit) {
        return (number ^ digit) * 0x9E3779B97F4A7C15L;
    }

    /** The number of the joint at the beginning of a number, of its digits {@link #withDigit}. */
    static int number(long number) {
        long mixed = (number ^ (number >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> (Long.SIZE - BITS));
    }

    /**
     * The number of a joint.
     *
     * @param tail the end of the run before it ({@link #tail})
     * @param gap what stands between both runs, like the rest packed as {@link Grams#shifted} does
     * @param head up to three code points of the run behind it
     */
    static int number(long tail, long gap, long head) {
        long mixed = (((tail * 0x9E3779B97F4A7C15L) ^ gap) * 0xC2B2AE3D27D4EB4FL) ^ head;
        mixed = (mixed ^ (mixed >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> (Long.SIZE - BITS));
    }
}
