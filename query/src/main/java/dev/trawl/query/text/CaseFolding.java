package dev.trawl.query.text;

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
