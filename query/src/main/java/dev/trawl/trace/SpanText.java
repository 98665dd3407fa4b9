package dev.trawl.trace;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The text of a span, which {@code trace.text} and {@code span.content} search, in two forms. A text condition holds for
 * a span when it holds for one of them.
 *
 * @param readable what a person sees: name, status message, attributes and events, a line each ({@code key: value}),
 *     texts decoded, structures as JSON in readable letters, and the decoded form of each text inside a structure that
 *     needed escapes there
 * @param stored the JSON that MLflow's server stores and searches ({@code spans.content}), byte for byte
 */
public record SpanText(String readable, String stored) {

    public static SpanText of(Span span) {
        return new SpanText(readable(span), PythonJson.readable(TraceJson.span(span)));
    }

    private static String readable(Span span) {
        var out = new StringBuilder();
        line(out, span.name());
        line(out, span.statusMessage());
        span.attributes().forEach((key, json) -> {
            out.append(key).append(": ");
            jsonText(out, json);
        });
        span.events().forEach(event -> event(out, event));
        return withoutLastBreak(out);
    }

    /** The readable text of one attribute's value, as it stands in the span's text. */
    public static String ofAttribute(String json) {
        var out = new StringBuilder();
        jsonText(out, json);
        return withoutLastBreak(out);
    }

    /** The readable text of a span's events, as it stands in the span's text. */
    public static String ofEvents(Span span) {
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

    /** JSON without a backslash says what it means already, but for the quotes around a text. */
    private static void jsonText(StringBuilder out, String json) {
        if (json.indexOf('\\') >= 0) {
            value(out, PythonJson.parseOrText(json));
        } else if (json.length() >= 2 && json.charAt(0) == '"' && json.indexOf('"', 1) == json.length() - 1) {
            out.append(json, 1, json.length() - 1).append('\n');
        } else {
            line(out, json);
        }
    }

    private static void value(StringBuilder out, JsonNode value) {
        if (value.isString()) {
            line(out, value.stringValue());
            return;
        }
        var json = PythonJson.readable(value);
        line(out, json);
        if (json.indexOf('\\') >= 0) {
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
        if (text.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c))) {
            line(out, text);
        }
    }

    private static void line(StringBuilder out, String text) {
        if (!text.isEmpty()) {
            out.append(text).append('\n');
        }
    }
}
