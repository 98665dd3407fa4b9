package dev.trawl.trace;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One trace as MLflow 3 knows it: its info and its spans, in the order in which MLflow gave them.
 *
 * @param info everything but the spans
 * @param spans empty when MLflow stores none for this trace
 * @param unknown fields beside {@code info} and {@code data} that this version of trawl does not know
 */
public record Trace(TraceInfo info, List<Span> spans, Map<String, JsonNode> unknown) {
    public Trace {
        spans = List.copyOf(spans);
        unknown = OrderedMap.copyOf(unknown);
    }

    public Trace(TraceInfo info, List<Span> spans) {
        this(info, spans, Map.of());
    }

    public String id() {
        return info.traceId();
    }
}
