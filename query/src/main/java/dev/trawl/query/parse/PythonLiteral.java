package dev.trawl.query.parse;

import dev.trawl.query.FilterException.Problem;
import java.util.Optional;

/**
 * A text literal of Python, as it may stand in a list: backslash escapes are decoded, unless the literal is raw. A
 * doubled quote is one quote, or, as Python reads it, the end of a literal and the beginning of the next; then three
 * quotes may stand around a literal, too.
 */
final class PythonLiteral {
    /** Characters of a character's name in braces; the longest of Unicode 16 has 88. */
    private static final int LONGEST_NAME = 100;

    private final String source;
    private final StringBuilder decoded = new StringBuilder();
    private final int start;
    private int at;
    private boolean closed;

    PythonLiteral(String source, int start, boolean raw, boolean doubledQuotes) {
        this.source = source;
        this.start = start;
        char quote = source.charAt(start);
        var three = String.valueOf(quote).repeat(3);
        boolean tripled = !doubledQuotes && source.startsWith(three, start);
        this.at = start + (tripled ? 3 : 1);
        while (at < source.length() && !closed) {
            char c = source.charAt(at++);
            if (tripled && source.startsWith(three, at - 1)) {
                at += 2;
                closed = true;
            } else if (c == quote && !tripled) {
                if (doubledQuotes && at < source.length() && source.charAt(at) == quote) {
                    decoded.append(quote);
                    at++;
                } else {
                    closed = true;
                }
            } else if (c == '\\' && at < source.length()) {
                escape(raw);
            } else {
                decoded.append(c);
            }
        }
    }

    String text() {
        return decoded.toString();
    }

    int end() {
        return at;
    }

    Optional<Problem> problem() {
        return closed ? Optional.empty() : Optional.of(new Problem(start, start + 1, "this quote is not closed"));
    }

    /** Decodes what stands behind a backslash; an unknown escape keeps its backslash, as in Python. */
    private void escape(boolean raw) {
        char c = source.charAt(at++);
        if (raw) {
            decoded.append('\\').append(c);
            return;
        }
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> decoded.append(c);
            case 'a' -> decoded.append('\u0007');
            case 'b' -> decoded.append('\b');
            case 'f' -> decoded.append('\f');
            case 'n' -> decoded.append('\n');
            case 'r' -> decoded.append('\r');
            case 't' -> decoded.append('\t');
            case 'v' -> decoded.append('\u000B');
            case 'x' -> hexadecimal(c, 2);
            case 'u' -> hexadecimal(c, 4);
            case 'U' -> hexadecimal(c, 8);
            case 'N' -> named();
            default -> {
                if (c >= '0' && c <= '7') {
                    octal(c);
                } else {
                    decoded.append('\\').append(c);
                }
            }
        }
    }

    private void hexadecimal(char kind, int digits) {
        int end = at + digits;
        if (end <= source.length() && source.substring(at, end).chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            long codePoint = Long.parseLong(source.substring(at, end), 16);
            if (codePoint <= Character.MAX_CODE_POINT) {
                decoded.appendCodePoint((int) codePoint);
                at = end;
                return;
            }
        }
        decoded.append('\\').append(kind);
    }

    /** {@code \N{GREEK SMALL LETTER SIGMA}}. */
    private void named() {
        int end = source.indexOf('}', at, Math.min(source.length(), at + LONGEST_NAME));
        if (end > at && source.charAt(at) == '{') {
            try {
                decoded.appendCodePoint(Character.codePointOf(source.substring(at + 1, end)));
                at = end + 1;
                return;
            } catch (IllegalArgumentException noSuchName) {
                // Like any other escape that is none.
            }
        }
        decoded.append("\\N");
    }

    private void octal(char first) {
        int value = first - '0';
        for (int i = 0; i < 2 && at < source.length(); i++) {
            int digit = Character.digit(source.charAt(at), 8);
            if (digit < 0) {
                break;
            }
            value = value * 8 + digit;
            at++;
        }
        decoded.append((char) value);
    }
}
