package dev.trawl.query.strict.sql;

/**
 * Python's classes of characters, as {@code re} and {@code str} understand them, for code points. They differ from Java's: {@code \w} has
 * every kind of number and no combining mark, {@code \s} has U+0085 and the separators U+001C to U+001F, and a class of letters that
 * ignores case has the four letters that fold to ASCII. Java knows a later Unicode than Python 3.11, so letters newer than Unicode 14 differ.
 */
public final class CharacterClass {
    /** {@code \w}, as an expression that may stand inside brackets. */
    static final String WORD = "[\\p{L}\\p{N}_]";

    /** {@code \s}. */
    static final String SPACE =
            "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

    /** {@code A-ZÀ-Ü} of a class that ignores case. */
    static final String LETTERS = "A-Za-zÀ-Üà-öø-ü\\u0130\\u0131\\u017f\\u212a\\u212b";

    private CharacterClass() {}

    static boolean isWord(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> codePoint == '_';
        };
    }

    static boolean isSpace(int codePoint) {
        return switch (codePoint) {
            case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default ->
                isBetween('\t', codePoint, '\r')
                        || isBetween(0x1c, codePoint, ' ')
                        || isBetween(0x2000, codePoint, 0x200a);
        };
    }

    /** {@code [_A-ZÀ-Ü]} of a class that ignores case. */
    static boolean isLetterOrUnderscore(int codePoint) {
        return isBetween('a', codePoint, 'z')
                || isBetween('A', codePoint, 'Z')
                || isBetween('À', codePoint, 'Ü')
                || isBetween('à', codePoint, 'ö')
                || isBetween('ø', codePoint, 'ü')
                || "_\u0130\u0131\u017f\u212a\u212b".indexOf(codePoint) >= 0;
    }

    /** Whether {@code codePoint} lies between the two others or is one of them. */
    public static boolean isBetween(int first, int codePoint, int last) {
        return first <= codePoint && codePoint <= last;
    }

    /** {@code str.strip()}. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
