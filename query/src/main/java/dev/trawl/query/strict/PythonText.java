package dev.trawl.query.strict;

import dev.trawl.trace.PythonCharacters;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Text as Python 3.11 prints and cuts it. */
final class PythonText {
    private PythonText() {}

    /** {@code repr} of a set of texts, sorted. */
    static String set(Collection<String> members) {
        return new TreeSet<>(members).stream().map(PythonText::repr).collect(Collectors.joining(", ", "{", "}"));
    }

    /** {@code repr} of a list of texts. */
    static String list(List<String> members) {
        return members.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@code repr} of a tuple of texts. */
    static String tuple(List<String> members) {
        return members.size() == 1
                ? "(" + repr(members.getFirst()) + ",)"
                : members.stream().map(PythonText::repr).collect(Collectors.joining(", ", "(", ")"));
    }

    /** {@code repr} of a text: in single quotes unless it has some and no double ones. */
    static String repr(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        var printed = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '\\' -> printed.append("\\\\");
                case '\n' -> printed.append("\\n");
                case '\r' -> printed.append("\\r");
                case '\t' -> printed.append("\\t");
                default -> {
                    if (codePoint == quote) {
                        printed.append('\\').append(quote);
                    } else if (PythonCharacters.isPrintable(codePoint)) {
                        printed.appendCodePoint(codePoint);
                    } else {
                        printed.append(escape(codePoint));
                    }
                }
            }
        });
        return printed.append(quote).toString();
    }

    /** {@code \x07}, {@code \u200b} or {@code \U000e0001}. */
    static String escape(int codePoint) {
        if (codePoint < 0x100) {
            return "\\x%02x".formatted(codePoint);
        }
        return (codePoint < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(codePoint);
    }

    /** {@code _strip_quotes}: the text between single or double quotes, never unescaped; unquoted text as it is. */
    static String withoutQuotes(String text) {
        return isQuoted(text, "'") || isQuoted(text, "\"") ? inside(text) : text;
    }

    /** {@code _trim_backticks}. */
    static String withoutBackticks(String text) {
        return isQuoted(text, "`") ? inside(text) : text;
    }

    /** Whether {@link #withoutQuotes} takes anything away. */
    static boolean isQuoted(String text) {
        return isQuoted(text, "'") || isQuoted(text, "\"");
    }

    private static boolean isQuoted(String text, String quote) {
        return text.length() >= 2 && text.startsWith(quote) && text.endsWith(quote);
    }

    private static String inside(String text) {
        return text.substring(1, text.length() - 1);
    }

    /** Refuses text that is no UTF-8, because a surrogate is not one of a pair. */
    static void checkEncodable(String text) {
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            if (isSurrogate(codePoints[i])) {
                int end = i + 1;
                while (end < codePoints.length && isSurrogate(codePoints[end])) {
                    end++;
                }
                throw Refusal.internal(
                                (end == i + 1
                                        ? "'utf-8' codec can't encode character '%s' in position %d: surrogates not allowed"
                                                .formatted(escape(codePoints[i]), i)
                                        : "'utf-8' codec can't encode characters in position %d-%d: surrogates not allowed"
                                                .formatted(i, end - 1)))
                        .asException();
            }
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
