package dev.trawl.cli.render;

import dev.trawl.trace.PythonCharacters;
import dev.trawl.trace.PythonJson;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * JSON values as Python's {@code str} and {@code repr} write them, which is how they stand in MLflow's tables and in its
 * error messages.
 */
public final class PythonText {
    private PythonText() {}

    /** {@code str(value)}: a text stands as it is, everything else as {@link #repr}. */
    public static String str(JsonNode value) {
        return value.isString() ? value.stringValue() : repr(value);
    }

    /** {@code repr(value)}. */
    public static String repr(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> quoted(value.stringValue(), "");
            case NUMBER -> number(value);
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NULL, MISSING -> "None";
            case ARRAY -> value.valueStream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
            case OBJECT ->
                value.propertyStream()
                        .map(property -> quoted(property.getKey(), "") + ": " + repr(property.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case BINARY, POJO -> throw new IllegalStateException("not from JSON: " + value.getNodeType());
        };
    }

    /** {@code repr(bytes)}: {@code b'\xff\xfe'}. */
    public static String repr(byte[] bytes) {
        // Every byte is one character of Latin-1, and everything beyond ASCII is escaped.
        return quoted(new String(bytes, StandardCharsets.ISO_8859_1), "b");
    }

    private static String number(JsonNode number) {
        return switch (PythonJson.ascii(number)) {
            case "NaN" -> "nan";
            case "Infinity" -> "inf";
            case "-Infinity" -> "-inf";
            case String text -> text;
        };
    }

    private static String quoted(String text, String prefix) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        boolean asciiOnly = !prefix.isEmpty();
        var out = new StringBuilder(prefix).append(quote);
        text.codePoints().forEach(point -> append(out, point, quote, asciiOnly));
        return out.append(quote).toString();
    }

    private static void append(StringBuilder out, int point, char quote, boolean asciiOnly) {
        switch (point) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (point == quote) {
                    out.append('\\').append(quote);
                } else if (asciiOnly ? point >= ' ' && point < 0x7f : PythonCharacters.isPrintable(point)) {
                    out.appendCodePoint(point);
                } else if (point < 0x100) {
                    out.append(String.format("\\x%02x", point));
                } else {
                    out.append(String.format(point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
                }
            }
        }
    }
}
