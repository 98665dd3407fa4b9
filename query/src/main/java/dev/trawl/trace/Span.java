package dev.trawl.trace;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One step of a trace, in MLflow's exported form ({@code Span.to_dict()}).
 *
 * @param traceId base64 of the 16 bytes of the OpenTelemetry trace id
 * @param spanId base64 of 8 bytes
 * @param parentSpanId base64 of 8 bytes; absent for a root
 * @param startTimeUnixNano nanoseconds since the epoch
 * @param endTimeUnixNano nanoseconds since the epoch; absent or 0 while the span is open
 * @param statusCode {@code STATUS_CODE_OK}, {@code STATUS_CODE_ERROR} or {@code STATUS_CODE_UNSET}
 * @param statusMessage empty when there is none
 * @param attributes key to the JSON text of the value, in the order in which they were set
 * @param links links to other spans, as MLflow writes them
 * @param unknown fields that this version of trawl does not know
 */
public record Span(
        String traceId,
        String spanId,
        Optional<String> parentSpanId,
        String name,
        long startTimeUnixNano,
        Optional<Long> endTimeUnixNano,
        List<SpanEvent> events,
        String statusCode,
        String statusMessage,
        Map<String, String> attributes,
        List<JsonNode> links,
        Map<String, JsonNode> unknown) {
    private static final String STATUS_PREFIX = "STATUS_CODE_";
    private static final long NANOS_PER_MILLI = 1_000_000;

    public Span {
        events = List.copyOf(events);
        attributes = OrderedMap.copyOf(attributes);
        links = List.copyOf(links);
        unknown = OrderedMap.copyOf(unknown);
    }

    /** {@code OK}, {@code ERROR} or {@code UNSET}: the value of {@code span.status}. */
    public String status() {
        return statusCode.startsWith(STATUS_PREFIX) ? statusCode.substring(STATUS_PREFIX.length()) : statusCode;
    }

    /** The attribute {@code mlflow.spanType} ({@code LLM}, {@code TOOL}, …), if the span has one. */
    public Optional<String> type() {
        return stringAttribute(MlflowKey.SPAN_TYPE);
    }

    /** The value of an attribute that is a JSON string; empty when it is missing or of another kind. */
    public Optional<String> stringAttribute(String key) {
        return attribute(key).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    /** The value of an attribute, decoded; a text that is no JSON counts as that text. */
    public Optional<JsonNode> attribute(String key) {
        return Optional.ofNullable(attributes.get(key)).map(PythonJson::parseOrText);
    }

    /** Milliseconds since the epoch, rounded down. */
    public long startMs() {
        return Math.floorDiv(startTimeUnixNano, NANOS_PER_MILLI);
    }

    /** Nanoseconds from start to end; empty while the span is open. */
    public Optional<Long> durationNanos() {
        return endTimeUnixNano.filter(end -> end > 0).map(end -> end - startTimeUnixNano);
    }

    /** An id as MLflow's pages show it: hexadecimal digits instead of base64; another text is returned as it is. */
    public static String hexadecimal(String id) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(id));
        } catch (IllegalArgumentException notBase64) {
            return id;
        }
    }
}
