package dev.trawl.trace;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The text of a span, which {@code trace.text} and {@code span.content} search, in two forms. A text condition holds for
 * a span when it holds for one of them.
 *
 * <ul>
 *   <li><em>readable</em>: what a person sees: name, status message, attributes and events, a line each ({@code key: value}),
 *       texts decoded, structures as JSON in readable letters, and the decoded form of each text inside a structure that
 *       needed escapes there
 *   <li><em>stored</em>: the JSON that MLflow's server stores and searches ({@code spans.content}), byte for byte
 * </ul>
 */
public final class SpanText {
    /** How ASCII characters are written that need an escape; the others are not there. */
    private static final byte[][] ESCAPES = new byte['\\' + 1][];

    static {
        for (byte c = 0; c < ESCAPES.length; c++) {
            ESCAPES[c] = Wtf8.encode(PythonJson.escaped(c));
        }
    }

    private SpanText() {}

    /** The readable text of a span. */
    static Utf8Text readable(Span span) {
        var out = new Utf8Buffer();
        appendReadable(span, out);
        return Utf8Text.of(out.toBytes());
    }

    /** The stored text of a span. */
    static Utf8Text stored(Span span) {
        var out = new Utf8Buffer();
        appendStored(span, out);
        return Utf8Text.of(out.toBytes());
    }

    /** Appends the readable text of a span. */
    public static void appendReadable(Span span, Utf8Buffer out) {
        int start = out.size();
        line(out, start, span.name());
        line(out, start, span.statusMessage());
        for (var entry : span.attributes().entrySet()) {
            separate(out, start);
            out.append(entry.getKey()).append(": ").append(ofAttribute(entry.getValue()));
        }
        line(out, start, ofEvents(span));
    }

    private static void line(Utf8Buffer out, int start, String text) {
        if (!text.isEmpty()) {
            separate(out, start);
            out.append(text);
        }
    }

    private static void separate(Utf8Buffer out, int start) {
        if (out.size() > start) {
            out.append((byte) '\n');
        }
    }

    /** Appends the stored text of a span. */
    public static void appendStored(Span span, Utf8Buffer out) {
        var before = PythonJson.readable(TraceJson.spanBeforeAttributes(span));
        out.append(before.substring(0, before.length() - 1)).append(", \"attributes\": {");
        var separator = "";
        for (var entry : span.attributes().entrySet()) {
            out.append(separator).append(PythonJson.readable(entry.getKey())).append(": ");
            quoted(entry.getValue(), out);
            separator = ", ";
        }
        var behind = PythonJson.readable(TraceJson.spanBehindAttributes(span));
        out.append("}, ").append(behind.substring(1));
    }

    /** Appends a text as a JSON string. */
    private static void quoted(String text, Utf8Buffer out) {
        byte[] utf8 = Wtf8.encode(text);
        if (Wtf8.hasLoneSurrogates(utf8, 0, utf8.length)) {
            out.append(PythonJson.readable(text));
            return;
        }
        out.append((byte) '"');
        int plainFrom = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (needsEscape(utf8[i])) {
                out.append(utf8, plainFrom, i).append(ESCAPES[utf8[i]]);
                plainFrom = i + 1;
            }
        }
        out.append(utf8, plainFrom, utf8.length).append((byte) '"');
    }

    private static boolean needsEscape(byte b) {
        return b == '"' || b == '\\' || (b >= 0 && b < ' ');
    }

    /** The readable text of one attribute's value, as it stands in the span's text. */
    public static String ofAttribute(String json) {
        if (json.indexOf('\\') < 0) {
            return unquoted(json);
        }
        var out = new StringBuilder(json.length() + 1);
        value(out, PythonJson.parseOrText(json));
        return withoutLastBreak(out);
    }

    /** What JSON without a backslash says: itself, but for the quotes around a text. */
    private static String unquoted(String json) {
        boolean isText = json.length() >= 2 && json.charAt(0) == '"' && json.indexOf('"', 1) == json.length() - 1;
        return isText ? json.substring(1, json.length() - 1) : json;
    }

    /** The readable text of a value that is no text of its own. */
    public static String ofValue(JsonNode value) {
        var out = new StringBuilder();
        value(out, value);
        return withoutLastBreak(out);
    }

    /** The readable text of a span's events, as it stands in the span's text. */
    public static String ofEvents(Span span) {
        if (span.events().isEmpty()) {
            return "";
        }
        var out = new StringBuilder();
        span.events().forEach(event -> event(out, event));
        return withoutLastBreak(out);
    }

    private static String withoutLastBreak(StringBuilder lines) {
        return lines.isEmpty() ? "" : lines.substring(0, lines.length() - 1);
    }

    private static void event(StringBuilder out, SpanEvent event) {
        line(out, event.name());
        for (Map.Entry<String, JsonNode> attribute : event.attributes().entrySet()) {
            out.append(attribute.getKey()).append(": ");
            value(out, attribute.getValue());
        }
    }

    private static void value(StringBuilder out, JsonNode value) {
        if (value.isString()) {
            line(out, value.stringValue());
            return;
        }
        int from = out.length();
        PythonJson.appendReadable(value, out);
        boolean escapes = out.indexOf("\\", from) >= 0;
        out.append('\n');
        if (escapes) {
            escapedTexts(out, value);
        }
    }

    private static void escapedTexts(StringBuilder out, JsonNode value) {
        if (value.isString()) {
            escapedText(out, value.stringValue());
        } else if (value.isObject()) {
            value.properties().forEach(property -> {
                escapedText(out, property.getKey());
                escapedTexts(out, property.getValue());
            });
        } else {
            value.forEach(element -> escapedTexts(out, element));
        }
    }

    private static void escapedText(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                line(out, text);
                return;
            }
        }
    }

    private static void line(StringBuilder out, String text) {
        if (!text.isEmpty()) {
            out.append(text).append('\n');
        }
    }
}
