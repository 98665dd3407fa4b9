package dev.trawl.query.bind;

import java.util.HexFormat;

/** Decodes the escapes of JSON texts that stand in a filter. */
final class JsonEscapes {
    private JsonEscapes() {}

    /** How often JSON stands inside JSON, at most: nobody writes 255 backslashes before a quote. */
    private static final int DEEPEST = 8;

    /**
     * The text with its escapes decoded, again and again until none is left: the server's text is JSON inside JSON, so
     * that a quote may carry three backslashes. A backslash that begins no escape of JSON stays.
     */
    static String decoded(String text) {
        var decoded = text;
        for (int i = 0; i < DEEPEST && decoded.indexOf('\\') >= 0; i++) {
            decoded = once(decoded);
        }
        return decoded;
    }

    private static String once(String text) {
        var decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                decoded.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case '"', '\\', '/' -> decoded.append(escaped);
                case 'b' -> decoded.append('\b');
                case 'f' -> decoded.append('\f');
                case 'n' -> decoded.append('\n');
                case 'r' -> decoded.append('\r');
                case 't' -> decoded.append('\t');
                case 'u' -> i += unicode(text, i, decoded);
                default -> decoded.append(c).append(escaped);
            }
        }
        return decoded.toString();
    }

    /** Appends the character of the four digits behind the u; the number of digits read. */
    private static int unicode(String text, int u, StringBuilder decoded) {
        int end = u + 5;
        if (end > text.length() || !text.substring(u + 1, end).chars().allMatch(HexFormat::isHexDigit)) {
            decoded.append("\\u");
            return 0;
        }
        decoded.append((char) Integer.parseInt(text.substring(u + 1, end), 16));
        return 4;
    }
}
