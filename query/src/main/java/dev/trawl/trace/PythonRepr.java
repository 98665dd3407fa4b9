package dev.trawl.trace;

import java.nio.charset.StandardCharsets;

/**
 * Texts and bytes as {@code repr} of Python 3.11 prints them. Java knows a later Unicode, so characters newer than Unicode
 * 14 differ.
 */
public final class PythonRepr {
    private PythonRepr() {}

    /** {@code repr} of a text: in single quotes unless it has some and no double ones. */
    public static String of(String text) {
        return quoted("", text, false);
    }

    /** {@code repr} of bytes: {@code b'\xff\xfe'}. */
    public static String of(byte[] bytes) {
        // Every byte is one character of Latin-1, and everything beyond ASCII is escaped.
        return quoted("b", new String(bytes, StandardCharsets.ISO_8859_1), true);
    }

    /** {@code \x07}, {@code \u200b} or {@code \U000e0001}. */
    public static String escape(int codePoint) {
        if (codePoint < 0x100) {
            return "\\x%02x".formatted(codePoint);
        }
        return (codePoint < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(codePoint);
    }

    private static String quoted(String prefix, String text, boolean asciiOnly) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        var printed = new StringBuilder(text.length() + 2).append(prefix).append(quote);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '\\' -> printed.append("\\\\");
                case '\n' -> printed.append("\\n");
                case '\r' -> printed.append("\\r");
                case '\t' -> printed.append("\\t");
                default -> {
                    if (codePoint == quote) {
                        printed.append('\\').append(quote);
                    } else if (isPrintable(codePoint) && (codePoint < 0x80 || !asciiOnly)) {
                        printed.appendCodePoint(codePoint);
                    } else {
                        printed.append(escape(codePoint));
                    }
                }
            }
        });
        return printed.append(quote).toString();
    }

    /** {@code str.isprintable} of one character: whether {@code repr} leaves it as it is. */
    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
