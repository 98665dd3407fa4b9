package dev.trawl.source.spans;

import dev.trawl.trace.Span;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A span and what OpenTelemetry says of where it came from.
 *
 * @param resource attributes of what made the span, a service mostly
 */
record OtlpSpan(Span span, Map<String, JsonNode> resource) {
    /** MLflow's id of a trace with this id of OpenTelemetry's. */
    static String traceId(byte[] id) {
        return "tr-" + HexFormat.of().formatHex(id);
    }

    String traceId() {
        return traceId(Base64.getDecoder().decode(span.traceId()));
    }
}
