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

    public WordNeedle(String needle, boolean ignoreCase) {
        this.needle = Wtf8.encode(ignoreCase ? CaseFolding.fold(needle) : needle);
        this.chars = Utf8Text.of(this.needle).chars();
        this.ignoreCase = ignoreCase;
        this.ascii = isAscii(new BytesRef(this.needle));
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
        char small = chars.charAt(0);
        char capital = small >= 'a' && small <= 'z' ? (char) (small - 32) : small;
        for (int i = from; i < to; i++) {
            char letter = words.charAt(i);
            if (mayFold(words, i) || ((letter == small || letter == capital) && standsAt(words, i))) {
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

    /** Whether a byte begins, or is part of, a letter that may fold to one of the needle's though it is spelled otherwise. */
    private boolean mayFold(String words, int offset) {
        char letter = words.charAt(offset);
        if (letter < 0x80 || letter == NO_LETTER) {
            return false;
        }
        return !ascii || words.startsWith(LONG_S, offset) || words.startsWith(KELVIN, offset);
    }

    private boolean standsAt(String words, int offset) {
        if (offset + needle.length > words.length()) {
            return false;
        }
        for (int i = 1; i < needle.length; i++) {
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
