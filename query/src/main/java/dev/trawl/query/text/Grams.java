package dev.trawl.query.text;

import dev.trawl.trace.Wtf8;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/**
 * Trigrams of text: every three neighbouring code points, spelled in UTF-8. Near the end of a text a gram is filled up
 * with {@link #END}, so that every code point begins a gram and a needle of one or two code points is a prefix of some gram.
 *
 * <p>Grams are folded, so that a pattern with and one without regard to case read the same ones. But in a gram with a digit
 * ({@code 0} to {@code 9}) letters that fold to ASCII are as they are written: in ids and encoded data, which are full of
 * them, the case tells one from another.
 */
public final class Grams {
    /** Beyond the last code point: fills up the last two grams of a text. */
    private static final int END = 0x1FFFFF;

    /** No byte of a spelled code point. */
    private static final byte END_BYTE = (byte) 0xFF;

    private static final int GRAM = 3;

    /** The bits of packed code points that ASCII does not have. */
    private static final long BEYOND_ASCII = ~(0x7FL << 42 | 0x7FL << 21 | 0x7FL);

    /** Bytes of the longest term. */
    public static final int MOST_BYTES = 3 * 4;

    /** Grams of three ASCII letters are numbers below this one, seven bits for each letter, in the order of their terms. */
    public static final int ASCII_GRAMS = AsciiGramSet.ALL;

    private Grams() {}

    /** Three code points packed into a long, after one more: the first of them falls out. */
    static long shifted(long packed, int codePoint) {
        return ((packed << 21) | codePoint) & 0x7FFFFFFFFFFFFFFFL;
    }

    /** The last ones of three packed code points, at most three. */
    static long lastOf(long packed, int count) {
        return count >= 3 ? packed : packed & ((1L << (21 * count)) - 1);
    }

    /** The gram that begins with the last code points of a text, one or two. */
    static long atEnd(long packed, int count) {
        long gram = lastOf(packed, count);
        for (int i = count; i < 3; i++) {
            gram = shifted(gram, END);
        }
        return gram;
    }

    /** The letters of grams with a digit are written like this in them. */
    static int written(int codePoint, int folded) {
        return folded < 0x80 ? codePoint : folded;
    }

    /** Whether packed code points are ASCII. */
    static boolean isAscii(long packed) {
        return (packed & BEYOND_ASCII) == 0;
    }

    /** Whether it is one of the ASCII digits. */
    public static boolean isDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    /**
     * The grams that a text containing the needle must have, of each set one; empty for needles of fewer than three code
     * points.
     */
    public static Set<Set<BytesRef>> of(String needle, boolean ignoreCase) {
        int[] letters = needle.codePoints().toArray();
        var grams = new LinkedHashSet<Set<BytesRef>>();
        for (int i = 0; i + GRAM <= letters.length; i++) {
            var gram = new String(letters, i, GRAM);
            grams.add(
                    hasDigit(gram)
                            ? terms(ignoreCase ? CaseFolding.variants(gram) : Set.of(gram))
                            : terms(Set.of(CaseFolding.fold(gram))));
        }
        return grams;
    }

    /** What some gram of a text containing the needle (of one or two code points) begins with, one of these. */
    public static Set<BytesRef> prefixes(String needle, boolean ignoreCase) {
        var asWritten = ignoreCase ? CaseFolding.variants(needle) : Set.of(needle);
        var prefixes = new LinkedHashSet<>(terms(asWritten));
        if (!hasDigit(needle)) {
            prefixes.addAll(terms(Set.of(CaseFolding.fold(needle))));
        }
        return prefixes;
    }

    /** Whether only texts that contain the needle, of at most three code points, have its gram or one that begins with it. */
    public static boolean areExact(String needle, boolean ignoreCase) {
        boolean asWritten = hasDigit(needle);
        return ignoreCase
                || needle.codePoints()
                        .allMatch(letter ->
                                CaseFolding.isCaseless(letter) || (asWritten && CaseFolding.fold(letter) < 0x80));
    }

    private static boolean hasDigit(String text) {
        return text.codePoints().anyMatch(Grams::isDigit);
    }

    private static Set<BytesRef> terms(Set<String> texts) {
        var terms = new LinkedHashSet<BytesRef>();
        for (var text : texts) {
            int[] written = text.codePoints()
                    .map(letter -> written(letter, CaseFolding.fold(letter)))
                    .toArray();
            terms.add(new BytesRef(Wtf8.encode(new String(written, 0, written.length))));
        }
        return terms;
    }

    /** Writes the term of a gram of ASCII letters into {@code term}, in place of what it held. */
    public static void spellAscii(int gram, BytesRef term) {
        term.bytes[0] = (byte) (gram >>> 14);
        term.bytes[1] = (byte) ((gram >>> 7) & 0x7F);
        term.bytes[2] = (byte) (gram & 0x7F);
        term.length = 3;
    }

    /** Writes the term of a packed gram into {@code term}, in place of what it held. */
    static void spell(long packed, BytesRef term) {
        term.length = 0;
        append(term, (int) (packed >>> 42) & 0x1FFFFF);
        append(term, (int) (packed >>> 21) & 0x1FFFFF);
        append(term, (int) packed & 0x1FFFFF);
    }

    private static void append(BytesRef term, int codePoint) {
        if (codePoint < 0x80) {
            term.bytes[term.length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            term.bytes[term.length++] = (byte) (0xC0 | (codePoint >> 6));
            term.bytes[term.length++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            term.bytes[term.length++] = (byte) (0xE0 | (codePoint >> 12));
            term.bytes[term.length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            term.bytes[term.length++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint == END) {
            term.bytes[term.length++] = END_BYTE;
        } else {
            term.bytes[term.length++] = (byte) (0xF0 | (codePoint >> 18));
            term.bytes[term.length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            term.bytes[term.length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            term.bytes[term.length++] = (byte) (0x80 | (codePoint & 0x3F));
        }
    }

    /** The letters of a gram's term, or of a prefix of one; what fills up the end of a text is left out. */
    public static String text(BytesRef term) {
        int end = term.offset + term.length;
        while (end > term.offset && term.bytes[end - 1] == END_BYTE) {
            end--;
        }
        return Wtf8.decode(term.bytes, term.offset, end);
    }
}
