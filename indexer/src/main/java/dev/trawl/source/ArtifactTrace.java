package dev.trawl.source;

import dev.trawl.source.spans.TraceOfSpans;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.MalformedTraceException;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A trace as an artifact store keeps it: spans alone, in {@code EXPERIMENT/traces/TRACE/artifacts/traces.json}. */
final class ArtifactTrace {
    private static final Pattern PLACE = Pattern.compile("([^/]+)/traces/([^/]+)/artifacts/[^/]+$");

    private ArtifactTrace() {}

    static IndexedTrace decode(JsonNode json, Path file) {
        var place = PLACE.matcher(file.toAbsolutePath().normalize().toString().replace('\\', '/'));
        var experiment = place.find() ? place.group(1) : "";
        var spans = TraceJson.spans(json, file.toString());
        if (spans.isEmpty()) {
            throw new MalformedTraceException("it has no spans");
        }
        var first = spans.getFirst();
        return new IndexedTrace(TraceOfSpans.of(id(first), spans, Map.of(), experiment));
    }

    private static String id(Span span) {
        return span.stringAttribute(MlflowKey.SPAN_TRACE_ID).orElseGet(() -> "tr-" + Span.hexadecimal(span.traceId()));
    }
}
