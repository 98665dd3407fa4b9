package dev.trawl.query.scan;

import dev.trawl.query.bind.SpanField;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.SpanText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A span, and the values of its fields. Not thread-safe. */
public final class SpanView {
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,9}");

    private static final long NANOS_PER_MILLI = 1_000_000;

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
            case INPUTS -> part("mlflow.spanInputs");
            case OUTPUTS -> part("mlflow.spanOutputs");
            case EVENTS ->
                span().events().isEmpty() ? Optional.empty() : Optional.of(Value.text(SpanText.ofEvents(span())));
            case ID -> Optional.of(id(span().spanId()));
            case PARENT_ID -> span().parentSpanId().map(SpanView::id);
            case MODEL -> SpanModel.of(span()).map(Value::text);
            case DURATION_MS ->
                span().durationNanos()
                        .map(nanos -> Value.number(
                                java.math.BigDecimal.valueOf(nanos, 6).stripTrailingZeros()));
            case START_MS -> Optional.of(Value.number(Math.floorDiv(span().startTimeUnixNano(), NANOS_PER_MILLI)));
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
            var value = span().attribute(reading.key()).map(json -> inside(json, reading.path()));
            if (value.isPresent()) {
                return value.filter(json -> !json.isMissingNode() && !json.isNull())
                        .map(Value::ofAttribute);
            }
        }
        return Optional.empty();
    }

    /** Follows a path; a text that holds JSON is entered too. */
    private static JsonNode inside(JsonNode json, List<String> path) {
        var at = json;
        for (var step : path) {
            var holder = at.isString() ? PythonJson.parseOrText(at.stringValue()) : at;
            at = holder.isArray() && POSITION.matcher(step).matches()
                    ? holder.path(Integer.parseInt(step))
                    : holder.path(step);
        }
        return at;
    }
}
