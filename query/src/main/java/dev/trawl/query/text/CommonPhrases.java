package dev.trawl.query.text;

import dev.trawl.trace.Wtf8;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import org.apache.lucene.util.BytesRef;

/**
 * Phrases that many traces of an index have in common: a few runs of letters and digits and what stands between them, as they
 * are written, but with {@code 0} in place of every ASCII digit. Which of them a trace has is indexed; so it is known for certain,
 * without a look at the trace, that it contains {@code has been failing since}, or {@code INC-} and six digits. A text has a phrase
 * only where a word ({@link Words#isOfAsciiWord}) may begin in front of it and end behind it: {@code The customers} has no {@code The customer}.
 *
 * <p>A phrase is found where its first two runs meet ({@link Joints}). Immutable; thread-safe.
 */
public final class CommonPhrases {
    /** No phrase. */
    static final int NONE = -1;

    private static final CommonPhrases NO_PHRASES = new CommonPhrases(new Phrase[0]);

    /** In the order of their joints, of those with the same joint the longest first. */
    private final Phrase[] phrases;

    /** For each joint the first phrase that has it; never more than half full. */
    private final int[] slots;

    /** The joint of each slot's phrase, as most joints that are asked for are those of none. */
    private final int[] joints;

    /** A phrase and the joint of its first two runs. */
    private record Phrase(int joint, BytesRef term) {}

    private CommonPhrases(Phrase[] phrases) {
        this.phrases = phrases;
        this.slots = new int[Integer.highestOneBit(Math.max(1, phrases.length)) * 4];
        this.joints = new int[slots.length];
        Arrays.fill(slots, NONE);
        Arrays.fill(joints, Joints.NONE);
        for (int i = phrases.length - 1; i >= 0; i--) {
            int slot = slotOf(phrases[i].joint());
            slots[slot] = i;
            joints[slot] = phrases[i].joint();
        }
    }

    public static CommonPhrases none() {
        return NO_PHRASES;
    }

    /** The phrases that have such terms, without those that cannot be found. */
    public static CommonPhrases of(Collection<BytesRef> terms) {
        return new CommonPhrases(terms.stream()
                .map(term -> new Phrase(joint(term), term))
                .filter(phrase -> phrase.joint() != Joints.NONE)
                .sorted(Comparator.comparingInt(Phrase::joint)
                        .thenComparingInt(phrase -> -phrase.term().length)
                        .thenComparing(Phrase::term))
                .toArray(Phrase[]::new));
    }

    /** What {@link TextReading} asks for where the first two runs of the phrase meet. */
    private static int joint(BytesRef phrase) {
        int[] folded = Wtf8.decode(phrase.bytes, phrase.offset, phrase.offset + phrase.length)
                .codePoints()
                .map(CaseFolding::fold)
                .toArray();
        return Joints.first(folded);
    }

    public int size() {
        return phrases.length;
    }

    /** The term of a phrase; not to be changed. */
    public BytesRef term(int phrase) {
        return phrases[phrase].term();
    }

    /**
     * The longest phrase that stands at an offset, where two runs with a joint begin, and ends before another; or {@link #NONE}. The bytes
     * next to it count, whatever text they are of.
     */
    int longest(int joint, byte[] bytes, int from, int to) {
        int first = slots[slotOf(joint)];
        if (first == NONE) {
            return NONE;
        }
        for (int i = first; i < phrases.length && phrases[i].joint() == joint; i++) {
            if (standsAt(phrases[i].term(), bytes, from, to)) {
                return i;
            }
        }
        return NONE;
    }

    private static boolean standsAt(BytesRef phrase, byte[] bytes, int from, int to) {
        if (phrase.length > to - from || isOfWord(bytes, from - 1) || isOfWord(bytes, from + phrase.length)) {
            return false;
        }
        for (int i = 0; i < phrase.length; i++) {
            if (phrase.bytes[phrase.offset + i] != asInPhrases(bytes[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfWord(byte[] bytes, int at) {
        return at >= 0 && at < bytes.length && Words.isOfAsciiWord(bytes[at]);
    }

    /** A byte of a text as it stands in phrases. */
    static byte asInPhrases(byte written) {
        return Grams.isDigit(written) ? (byte) '0' : written;
    }

    /** Where the first phrase with the joint is, or would be. */
    private int slotOf(int joint) {
        int mask = slots.length - 1;
        int slot = joint & mask;
        while (joints[slot] != joint && joints[slot] != Joints.NONE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
