package dev.trawl.query.text;

import dev.trawl.trace.Utf8Text;
import dev.trawl.trace.Wtf8;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Unicode simple case folding, code point by code point (CaseFolding.txt, status C and S, as the JDK knows it).
 *
 * <p>Never by whole texts: {@link String#toLowerCase()} writes a final sigma differently from one inside a word and
 * would lose matches.
 */
public final class CaseFolding {
    /** These two fold in Turkish only (status T), but the JDK maps them to i. */
    private static final int DOTTED_CAPITAL_I = 0x130;

    private static final int DOTLESS_SMALL_I = 0x131;

    private static final int KELVIN_SIGN = 0x212A;
    private static final int LONG_S = 0x17F;

    /** Its capital, U+1E9E, folds to it, but the JDK has it as its own upper case: one by one it is written SS. */
    private static final int SHARP_S = 0xDF;

    private CaseFolding() {}

    /** Two code points are equal without regard to case exactly when their folded forms are equal. */
    public static int fold(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
        }
        return codePoint == DOTTED_CAPITAL_I || codePoint == DOTLESS_SMALL_I
                ? codePoint
                : Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /** Whether no other code point is equal to this one without regard to case. */
    public static boolean isCaseless(int codePoint) {
        return fold(codePoint) == codePoint && Character.toUpperCase(codePoint) == codePoint && codePoint != SHARP_S;
    }

    /** The text with every code point folded. */
    public static String fold(String text) {
        int length = text.length();
        for (int i = 0; i < length; ) {
            int codePoint = text.codePointAt(i);
            if (fold(codePoint) != codePoint) {
                return foldFrom(text, i);
            }
            i += Character.charCount(codePoint);
        }
        return text;
    }

    /** Some texts that are equal to this one without regard to case: as people write words, not all there are. */
    public static Set<String> spellings(String text) {
        var folded = fold(text);
        var spellings = new LinkedHashSet<>(List.of(text));
        spellings.add(folded);
        int first = folded.offsetByCodePoints(0, folded.isEmpty() ? 0 : 1);
        for (var spelling : List.of(capitals(folded), capitals(folded.substring(0, first)) + folded.substring(first))) {
            if (fold(spelling).equals(folded)) {
                spellings.add(spelling);
            }
        }
        return spellings;
    }

    private static String capitals(String text) {
        var capitals = new StringBuilder(text.length());
        text.codePoints().map(Character::toUpperCase).forEach(capitals::appendCodePoint);
        return capitals.toString();
    }

    /**
     * The texts that equal this one without regard to case, as far as ASCII letters differ and what folds to them; other
     * letters are folded in all of them. To be asked for with few letters: there are two to three of each.
     */
    static Set<String> variants(String text) {
        Set<String> variants = Set.of("");
        for (int folded : fold(text).codePoints().toArray()) {
            var longer = new LinkedHashSet<String>();
            for (var variant : variants) {
                spellings(folded).forEach(letter -> longer.add(variant + Character.toString(letter)));
            }
            variants = longer;
        }
        return variants;
    }

    /** Of a folded letter; those beyond ASCII that fold to an ASCII letter are two. */
    private static IntStream spellings(int folded) {
        if (folded < 'a' || folded > 'z') {
            return IntStream.of(folded);
        }
        var ascii = IntStream.of(folded, folded - 32);
        return folded == 'k' || folded == 's'
                ? IntStream.concat(ascii, IntStream.of(folded == 'k' ? KELVIN_SIGN : LONG_S))
                : ascii;
    }

    /** The text with every code point folded; the same one if nothing changes. */
    public static Utf8Text fold(Utf8Text text) {
        byte[] bytes = text.bytes();
        for (int i = text.from(); i < text.to(); i++) {
            if (bytes[i] < 0 || (bytes[i] >= 'A' && bytes[i] <= 'Z')) {
                return foldFrom(text, i);
            }
        }
        return text;
    }

    private static Utf8Text foldFrom(Utf8Text text, int start) {
        byte[] bytes = text.bytes();
        var folded = new ByteArrayOutputStream(text.length() + Integer.BYTES);
        folded.write(bytes, text.from(), start - text.from());
        for (int i = start; i < text.to(); ) {
            byte lead = bytes[i];
            if (lead >= 0) {
                folded.write(lead >= 'A' && lead <= 'Z' ? lead + 32 : lead);
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                int length = text.characterLength(i);
                int other = fold(codePoint);
                if (other == codePoint) {
                    folded.write(bytes, i, length);
                } else {
                    folded.writeBytes(Wtf8.encode(Character.toString(other)));
                }
                i += length;
            }
        }
        return Utf8Text.of(folded.toByteArray());
    }

    private static String foldFrom(String text, int start) {
        var folded = new StringBuilder(text.length()).append(text, 0, start);
        for (int i = start; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            folded.appendCodePoint(fold(codePoint));
            i += Character.charCount(codePoint);
        }
        return folded.toString();
    }
}
