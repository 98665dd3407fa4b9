package dev.trawl.query.scan;

import dev.trawl.query.bind.SpanField;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.SpanText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A span, and the values of its fields. Not thread-safe. */
public final class SpanView {
    private final SpanParts parts;

    public SpanView(SpanParts parts) {
        this.parts = parts;
    }

    SpanParts parts() {
        return parts;
    }

    private Span span() {
        return parts.span();
    }

    public Optional<Value> value(SpanField field) {
        return switch (field) {
            case SpanField.Keyed keyed -> keyed(keyed.readings());
            case SpanField.Attribute attribute -> attribute(attribute);
        };
    }

    private Optional<Value> attribute(SpanField.Attribute attribute) {
        return switch (attribute) {
            case NAME -> Optional.of(Value.text(span().name()));
            case TYPE -> span().type().map(Value::text);
            case STATUS -> Optional.of(Value.text(span().status()));
            case CONTENT ->
                Optional.of(new Value(
                        List.of(parts.readable().toString(), parts.stored().toString()), Optional.empty()));
            case INPUTS -> part(MlflowKey.SPAN_INPUTS);
            case OUTPUTS -> part(MlflowKey.SPAN_OUTPUTS);
            case EVENTS ->
                span().events().isEmpty() ? Optional.empty() : Optional.of(Value.text(SpanText.ofEvents(span())));
            case ID -> Optional.of(id(span().spanId()));
            case PARENT_ID -> span().parentSpanId().map(SpanView::id);
            case MODEL -> SpanModel.of(span()).map(Value::text);
            case DURATION_MS ->
                span().durationNanos()
                        .map(nanos -> Value.number(
                                java.math.BigDecimal.valueOf(nanos, 6).stripTrailingZeros()));
            case START_MS -> Optional.of(Value.number(span().startMs()));
        };
    }

    private Optional<Value> part(String key) {
        return Optional.ofNullable(span().attributes().get(key))
                .map(json -> new Value(
                        Stream.of(SpanText.ofAttribute(json), json).distinct().toList(), Optional.empty()));
    }

    private static Value id(String base64) {
        return new Value(List.of(Span.hexadecimal(base64), base64), Optional.empty());
    }

    private Optional<Value> keyed(List<SpanField.Reading> readings) {
        for (var reading : readings) {
            var json = span().attributes().get(reading.key());
            if (json != null) {
                return Value.inAttribute(json, reading.path());
            }
        }
        return Optional.empty();
    }
}
