package dev.trawl.trace.redact;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What each text with a match of a pattern holds, found at a fraction of the pattern's cost. It may be found where nothing
 * matches, never the other way round. It looks at texts as {@link #folded} gives them.
 *
 * <p>A clue is made of letters, digits, spaces and {@code @ _ - . :}, which JSON writes as they are or as {@code \}{@code u}
 * and four digits: what is in no JSON text without such an escape is in no text inside it.
 */
@FunctionalInterface
interface Clue {
    boolean in(String folded);

    /** One of several texts, in small letters. */
    static Clue oneOf(String... literals) {
        var all = List.of(literals);
        return folded -> all.stream().anyMatch(folded::contains);
    }

    /**
     * In small letters, as patterns with {@code (?i)} compare them: the long s is an s to them, the Kelvin sign a k, and
     * {@code toLowerCase} knows only of the second.
     */
    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replace('ſ', 's');
    }

    /** Thirteen digits, one by one or with one character between them. */
    static boolean thirteenDigits(String text) {
        int digits = 0;
        boolean separated = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                separated = false;
                if (digits == 13) {
                    return true;
                }
            } else if (!separated && (c == ' ' || c == '-' || c == '.')) {
                separated = true;
            } else {
                digits = 0;
            }
        }
        return false;
    }

    /** Three dots, each behind a digit, with nothing but digits between them. */
    static boolean dottedQuad(String text) {
        int dots = 0;
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digit) {
                dots++;
                if (dots == 3) {
                    return true;
                }
                digit = false;
            } else {
                digit = c >= '0' && c <= '9';
                dots = digit ? dots : 0;
            }
        }
        return false;
    }

    /** Seven colons with nothing but hexadecimal digits between them. */
    static boolean sevenColons(String text) {
        int colons = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colons++;
                if (colons == 7) {
                    return true;
                }
            } else if (!HexFormat.isHexDigit(c)) {
                colons = 0;
            }
        }
        return false;
    }
}
