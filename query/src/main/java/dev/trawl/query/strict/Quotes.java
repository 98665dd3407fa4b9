package dev.trawl.query.strict;

/** Quotes and backticks around a text, which MLflow takes away without unescaping what stands between them. */
final class Quotes {
    private Quotes() {}

    /** {@code _strip_quotes}: the text between single or double quotes, never unescaped; unquoted text as it is. */
    static String without(String text) {
        return areAround(text) ? inside(text) : text;
    }

    /** {@code _trim_backticks}. */
    static String withoutBackticks(String text) {
        return areAround(text, "`") ? inside(text) : text;
    }

    /** Whether {@link #without} takes anything away. */
    static boolean areAround(String text) {
        return areAround(text, "'") || areAround(text, "\"");
    }

    private static boolean areAround(String text, String quote) {
        return text.length() >= 2 && text.startsWith(quote) && text.endsWith(quote);
    }

    private static String inside(String text) {
        return text.substring(1, text.length() - 1);
    }
}
