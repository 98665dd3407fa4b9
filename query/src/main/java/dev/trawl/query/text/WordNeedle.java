package dev.trawl.query.text;

import dev.trawl.trace.Utf8Text;
import dev.trawl.trace.Wtf8;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** Tells which words contain a needle. Asked about every word of an index, so it makes no objects on the way. Thread-safe. */
public final class WordNeedle {
    private final byte[] needle;
    private final boolean ignoreCase;

    public WordNeedle(String needle, boolean ignoreCase) {
        this.needle = Wtf8.encode(ignoreCase ? CaseFolding.fold(needle) : needle);
        this.ignoreCase = ignoreCase;
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
