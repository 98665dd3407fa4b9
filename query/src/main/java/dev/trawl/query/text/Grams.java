package dev.trawl.query.text;

import dev.trawl.trace.Wtf8;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/**
 * Trigrams of folded text: every three neighbouring code points, spelled in UTF-8. Near the end of a text
 * a gram is filled up with {@link #END}, so that every code point begins a gram and a needle of one or two code points
 * is a prefix of some gram.
 *
 * <p>Grams are case-blind: a pattern with and one without regard to case read the same ones.
 */
public final class Grams {
    /** Beyond the last code point: fills up the last two grams of a text. */
    private static final int END = 0x1FFFFF;

    /** No byte of a spelled code point. */
    private static final byte END_BYTE = (byte) 0xFF;

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
        return new BytesRef(Wtf8.encode(CaseFolding.fold(needle)));
    }

    /** The term of a packed gram: the spelling of its code points, and what fills up the end as one byte. */
    static BytesRef term(long packed) {
        var term = new BytesRef(new byte[MOST_BYTES], 0, 0);
        spell(packed, term);
        return term;
    }

    /** Writes the term of a gram of ASCII letters over another one. */
    public static void spellAscii(int gram, BytesRef term) {
        term.bytes[0] = (byte) (gram >>> 14);
        term.bytes[1] = (byte) ((gram >>> 7) & 0x7F);
        term.bytes[2] = (byte) (gram & 0x7F);
        term.length = 3;
    }

    /** Writes the term of a packed gram over another one. */
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

    /** Code points have 21 bits, and {@link #END} is none of them. */
    private static long packed(int first, int second, int third) {
        return ((long) first << 42) | ((long) second << 21) | third;
    }
}
