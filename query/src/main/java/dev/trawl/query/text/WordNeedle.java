package dev.trawl.query.text;

import dev.trawl.trace.Utf8Text;
import dev.trawl.trace.Wtf8;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * Tells which words contain a needle; other terms of an index and whole texts, too. Asked about every word there is, so it
 * makes no objects on the way. Thread-safe.
 */
public final class WordNeedle {
    /** A byte that no spelled text contains. */
    private static final int NO_LETTER = 0xFF;

    /** The only letters beyond ASCII that fold into it, to s and k. */
    private static final String LONG_S = Utf8Text.of("\u017F").chars();

    private static final String KELVIN = Utf8Text.of("\u212A").chars();

    private final byte[] needle;
    private final String chars;
    private final boolean ignoreCase;
    private final boolean ascii;

    /** Where the letter of the needle is that is the rarest one in usual texts, and its two cases. */
    private final int rarest;

    private final char rareSmall;
    private final char rareCapital;

    public WordNeedle(String needle, boolean ignoreCase) {
        this.needle = Wtf8.encode(ignoreCase ? CaseFolding.fold(needle) : needle);
        this.chars = Utf8Text.of(this.needle).chars();
        this.ignoreCase = ignoreCase;
        this.ascii = isAscii(new BytesRef(this.needle));
        this.rarest = ascii ? rarest(chars) : 0;
        this.rareSmall = chars.charAt(rarest);
        this.rareCapital = rareSmall >= 'a' && rareSmall <= 'z' ? (char) (rareSmall - 32) : rareSmall;
    }

    private static int rarest(String ascii) {
        int rarest = 0;
        for (int at = 1; at < ascii.length(); at++) {
            if (AsciiGramSet.rank(ascii.charAt(at)) > AsciiGramSet.rank(ascii.charAt(rarest))) {
                rarest = at;
            }
        }
        return rarest;
    }

    /** Whether the word, as its term spells it, contains the needle. */
    public boolean isIn(BytesRef word) {
        int last = word.offset + word.length - needle.length;
        for (int i = word.offset; i <= last; i++) {
            if (same(word.bytes[i], needle[0]) && standsAt(word.bytes, i)) {
                return true;
            }
        }
        return ignoreCase && !isAscii(word) && isInFolded(word);
    }

    /**
     * Finds the next place in many words where it is worth to ask {@link #isIn}.
     *
     * @param words their bytes, one char each, and separators that no needle contains
     * @return an offset inside of a word, or -1: no word between the two offsets contains the needle then
     */
    public int find(String words, int from, int to) {
        if (!ignoreCase) {
            return words.indexOf(chars, from, to);
        }
        return ascii ? findAscii(words, from, to) : findFolded(words, from, to);
    }

    /** By its rarest letter, as nothing in Java finds a letter as fast as {@link String#indexOf}. */
    private int findAscii(String words, int from, int to) {
        int at = from + rarest;
        while (at < to) {
            int small = words.indexOf(rareSmall, at, to);
            int limit = small < 0 ? to : small;
            for (int capital = words.indexOf(rareCapital, at, limit);
                    capital >= 0;
                    capital = words.indexOf(rareCapital, capital + 1, limit)) {
                if (standsAt(words, capital - rarest)) {
                    return foldingOr(capital, words, from);
                }
            }
            if (small >= 0 && standsAt(words, small - rarest)) {
                return foldingOr(small, words, from);
            }
            at = limit + 1;
        }
        int folding = foldingOr(to, words, from);
        return folding < to ? folding : -1;
    }

    /** The first place from an offset on of a letter beyond ASCII that folds to one of the needle; the other one if there is none before it. */
    private int foldingOr(int other, String words, int from) {
        int first = other;
        if (chars.indexOf('s') >= 0) {
            int longS = words.indexOf(LONG_S, from, first);
            first = longS < 0 ? first : longS;
        }
        if (chars.indexOf('k') >= 0) {
            int kelvin = words.indexOf(KELVIN, from, first);
            first = kelvin < 0 ? first : kelvin;
        }
        return first;
    }

    private int findFolded(String words, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((words.charAt(i) >= 0x80 && words.charAt(i) != NO_LETTER)
                    || (same((byte) words.charAt(i), needle[0]) && standsAt(words, i))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether some text contains the needle.
     *
     * @param texts one or several of them, a byte that is in no text behind each but maybe the last
     */
    public boolean isInSome(Utf8Text texts) {
        if (!ignoreCase) {
            // No separator is in it, so it does not reach from one text into the next.
            return find(texts.chars(), texts.from(), texts.to()) >= 0;
        }
        for (int at = find(texts.chars(), texts.from(), texts.to()); at >= 0; ) {
            int end = texts.chars().indexOf(NO_LETTER, at);
            int last = end < 0 ? texts.to() : Math.min(end, texts.to());
            int first = Math.max(texts.chars().lastIndexOf(NO_LETTER, at) + 1, texts.from());
            if (isIn(new BytesRef(texts.bytes(), first, last - first))) {
                return true;
            }
            at = find(texts.chars(), last, texts.to());
        }
        return false;
    }

    private boolean standsAt(String words, int offset) {
        if (offset + needle.length > words.length()) {
            return false;
        }
        for (int i = 0; i < needle.length; i++) {
            if (!same((byte) words.charAt(offset + i), needle[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean standsAt(byte[] word, int offset) {
        for (int i = 1; i < needle.length; i++) {
            if (!same(word[offset + i], needle[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean same(byte letter, byte wanted) {
        return letter == wanted || (ignoreCase && letter >= 'A' && letter <= 'Z' && letter + 32 == wanted);
    }

    private static boolean isAscii(BytesRef word) {
        for (int i = word.offset; i < word.offset + word.length; i++) {
            if (word.bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Letters beyond ASCII may fold to letters of another length, some of them to ASCII. */
    private boolean isInFolded(BytesRef word) {
        var folded =
                CaseFolding.fold(Utf8Text.of(Arrays.copyOfRange(word.bytes, word.offset, word.offset + word.length)));
        return folded.chars().indexOf(Utf8Text.of(needle).chars(), folded.from(), folded.to()) >= 0;
    }
}
