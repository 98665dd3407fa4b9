package dev.trawl.query.snippet;

import dev.trawl.query.bind.SpanField;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanEvent;
import dev.trawl.trace.SpanText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A part of a span's text, as a person reads it, with a name for it. */
record TextPart(String name, String text) {
    /** The parts that a field of the span is made of; none for what every snippet tells anyway. */
    static List<TextPart> of(Span span, SpanField field) {
        return switch (field) {
            case SpanField.Keyed keyed ->
                keyed.readings().stream()
                        .filter(reading -> span.attributes().containsKey(reading.key()))
                        .limit(1)
                        .map(reading -> attribute(span, reading.key()))
                        .toList();
            case SpanField.Attribute attribute ->
                switch (attribute) {
                    case CONTENT -> all(span);
                    case INPUTS -> attributeIfThere(span, MlflowKey.SPAN_INPUTS);
                    case OUTPUTS -> attributeIfThere(span, MlflowKey.SPAN_OUTPUTS);
                    case EVENTS -> events(span);
                    case NAME, TYPE, STATUS, ID, PARENT_ID, MODEL, DURATION_MS, START_MS -> List.of();
                };
        };
    }

    private static List<TextPart> all(Span span) {
        var parts = new ArrayList<TextPart>();
        parts.add(new TextPart("name", span.name()));
        parts.add(new TextPart("status message", span.statusMessage()));
        span.attributes().keySet().forEach(key -> parts.add(attribute(span, key)));
        parts.addAll(events(span));
        return parts;
    }

    private static List<TextPart> attributeIfThere(Span span, String key) {
        return span.attributes().containsKey(key) ? List.of(attribute(span, key)) : List.of();
    }

    private static TextPart attribute(Span span, String key) {
        var name = switch (key) {
            case MlflowKey.SPAN_INPUTS -> "inputs";
            case MlflowKey.SPAN_OUTPUTS -> "outputs";
            default -> key;
        };
        return new TextPart(name, SpanText.ofAttribute(span.attributes().getOrDefault(key, "")));
    }

    private static List<TextPart> events(Span span) {
        var parts = new ArrayList<TextPart>();
        for (SpanEvent event : span.events()) {
            parts.add(new TextPart("event", event.name()));
            event.attributes()
                    .forEach(
                            (key, value) -> parts.add(new TextPart("event " + event.name() + ", " + key, text(value))));
        }
        return parts;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : SpanText.ofValue(value);
    }
}
