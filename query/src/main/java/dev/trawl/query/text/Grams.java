package dev.trawl.query.text;

import dev.trawl.trace.Wtf8;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/**
 * Trigrams of text: every three neighbouring code points, spelled in UTF-8. Near the end of a text a gram is filled up
 * with {@link #END}, so that every code point begins a gram and a needle of one or two code points is a prefix of some gram.
 *
 * <p>Grams are folded, so that a pattern with and one without regard to case read the same ones. But in a gram with a digit
 * ({@code 0} to {@code 9}) letters that fold to ASCII are as they are written: in ids and encoded data, which are full of
 * them, the case tells one from another. Where such a gram is of ASCII, it also knows what follows it: a hexadecimal digit as
 * it is, or something else. So four digits of an id are decided by one term, and longer ones by few.
 */
public final class Grams {
    /** Beyond the last code point: fills up the last two grams of a text. */
    private static final int END = 0x1FFFFF;

    /** No byte of a spelled code point. */
    private static final byte END_BYTE = (byte) 0xFF;

    private static final int GRAM = 3;

    /** Stands for all that follows a gram with a digit and is no hexadecimal digit. */
    private static final int OTHER_FOLLOWER = 'x';

    /** Stands for what follows a gram at the end of a text, or one that has no digit. */
    static final int NO_FOLLOWER = 0;

    /** The bits of packed code points that ASCII does not have. */
    private static final long BEYOND_ASCII = ~(0x7FL << 42 | 0x7FL << 21 | 0x7FL);

    /** Bytes of the longest term. */
    public static final int MOST_BYTES = 3 * 4;

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

    /** Three ASCII code points of seven bits each, of packed ones. */
    static int ascii(long packed) {
        return (int) (((packed >>> 42) << 14) | (((packed >>> 21) & 0x7F) << 7) | (packed & 0x7F));
    }

    /** Three ASCII code points after one more: the first of them falls out. */
    static int shiftedAscii(int gram, int codePoint) {
        return ((gram << 7) | codePoint) & (AsciiGramSet.ALL - 1);
    }

    /** Three ASCII code points, seven bits each, and as many for what follows them or {@link #NO_FOLLOWER}. */
    static int followed(int gram, int follower) {
        return (gram << 7) | follower;
    }

    /** What a gram with a digit, of ASCII, knows of the code point behind it: a number below 0x80. */
    static int follower(int codePoint) {
        return isHexDigit(codePoint) ? codePoint : OTHER_FOLLOWER;
    }

    /** The grams that a text containing the needle must have, of each set one. What its end requires, too, {@link #beginnings} says. */
    public static Set<Set<BytesRef>> of(String needle, boolean ignoreCase) {
        int[] letters = needle.codePoints().toArray();
        var grams = new LinkedHashSet<Set<BytesRef>>();
        for (int i = 0; i + GRAM <= letters.length; i++) {
            var gram = new String(letters, i, GRAM);
            if (!hasDigit(gram)) {
                grams.add(terms(Set.of(CaseFolding.fold(gram))));
            } else if (i + GRAM < letters.length) {
                grams.add(followed(gram, letters[i + GRAM], ignoreCase));
            }
        }
        return grams;
    }

    /** The terms of a gram with a digit before this code point. */
    private static Set<BytesRef> followed(String gram, int codePoint, boolean ignoreCase) {
        var followers = spellings(Character.toString(codePoint), ignoreCase);
        var terms = new LinkedHashSet<BytesRef>();
        for (var term : terms(spellings(gram, ignoreCase))) {
            if (term.length > GRAM) {
                terms.add(term);
            } else {
                followers.forEach(follower -> terms.add(followed(term, follower(follower.codePointAt(0)))));
            }
        }
        return terms;
    }

    private static BytesRef followed(BytesRef term, int follower) {
        var bytes = Arrays.copyOf(term.bytes, GRAM + 1);
        bytes[GRAM] = (byte) follower;
        return new BytesRef(bytes);
    }

    /**
     * What some gram of a text containing the needle begins with, one of these; empty if {@link #of} says all that grams can say. Of a
     * needle of one or two code points, and of the end of one whose last three have a digit.
     */
    public static Set<BytesRef> beginnings(String needle, boolean ignoreCase) {
        int[] letters = needle.codePoints().toArray();
        int length = Math.min(GRAM, letters.length);
        var end = new String(letters, letters.length - length, length);
        boolean isFolded = !hasDigit(end);
        if ((isFolded && length == GRAM) || knowsEnd(letters, ignoreCase)) {
            return Set.of();
        }
        var beginnings = new LinkedHashSet<>(terms(spellings(end, ignoreCase)));
        if (isFolded) {
            beginnings.addAll(terms(Set.of(CaseFolding.fold(end))));
        }
        return beginnings;
    }

    /** Whether the last gram but one decides whether a text has the last four code points of the needle. */
    private static boolean knowsEnd(int[] letters, boolean ignoreCase) {
        if (letters.length <= GRAM) {
            return false;
        }
        var gram = new String(letters, letters.length - GRAM - 1, GRAM);
        return isHexDigit(letters[letters.length - 1])
                && hasDigit(gram)
                && spellings(gram, ignoreCase).stream()
                        .allMatch(spelling -> spelling.chars().allMatch(letter -> letter < 0x80));
    }

    /** Whether only texts that contain the needle, of one code point or more, have its grams. */
    public static boolean areExact(String needle, boolean ignoreCase) {
        int[] letters = needle.codePoints().toArray();
        boolean asWritten = hasDigit(needle);
        return letters.length <= GRAM
                ? ignoreCase
                        || Arrays.stream(letters)
                                .allMatch(letter -> CaseFolding.isCaseless(letter)
                                        || (asWritten && CaseFolding.fold(letter) < 0x80))
                : letters.length == GRAM + 1 && knowsEnd(letters, ignoreCase);
    }

    private static Set<String> spellings(String text, boolean ignoreCase) {
        return ignoreCase ? CaseFolding.variants(text) : Set.of(text);
    }

    private static boolean isHexDigit(int codePoint) {
        return isDigit(codePoint) || (codePoint >= 'a' && codePoint <= 'f') || (codePoint >= 'A' && codePoint <= 'F');
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

    /** Writes the term of a gram of ASCII, three letters and what follows ({@link #followed}), into {@code term}, in place of what it held. */
    public static void spellAscii(int gram, BytesRef term) {
        term.bytes[0] = (byte) (gram >>> 21);
        term.bytes[1] = (byte) ((gram >>> 14) & 0x7F);
        term.bytes[2] = (byte) ((gram >>> 7) & 0x7F);
        term.bytes[3] = (byte) (gram & 0x7F);
        term.length = (gram & 0x7F) == NO_FOLLOWER ? GRAM : GRAM + 1;
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

    /** The letters of a gram's term, or of a prefix of one; what fills up the end of a text is left out, and a follower that is not known. */
    public static String text(BytesRef term) {
        int end = term.offset + term.length;
        while (end > term.offset && term.bytes[end - 1] == END_BYTE) {
            end--;
        }
        var text = Wtf8.decode(term.bytes, term.offset, end);
        boolean isFollowed = text.codePointCount(0, text.length()) > GRAM;
        return isFollowed && !isHexDigit(text.charAt(GRAM)) ? text.substring(0, GRAM) + "…" : text;
    }
}
