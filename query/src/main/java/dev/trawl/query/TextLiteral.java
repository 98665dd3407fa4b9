package dev.trawl.query;

/** Texts as they are written in a filter, whatever characters they have. */
public final class TextLiteral {
    private TextLiteral() {}

    /** Behind an operator: in plain quotes, but where a backslash would stand before one of them and seem to escape it. */
    public static String of(String text) {
        return text.contains("\\'") || text.endsWith("\\") ? "u" + inList(text) : "'" + text.replace("'", "''") + "'";
    }

    /** In a list, where a backslash begins an escape. */
    public static String inList(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
