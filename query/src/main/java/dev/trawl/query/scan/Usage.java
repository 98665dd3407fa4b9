package dev.trawl.query.scan;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Tokens and cost of a trace: from its metadata where they stand there, else summed over its spans. A span below one that
 * has a figure is not counted again (mlflow/tracing/utils/__init__.py 3.17.2, {@code aggregate_usage_from_spans}).
 *
 * @param metadataKey where the sums of the trace stand
 * @param attributeKey where the figures of a span stand
 * @param name of the figure inside both objects
 */
record Usage(String metadataKey, String attributeKey, String name) {
    static Usage tokens(String name) {
        return new Usage(MlflowKey.TRACE_TOKENS, MlflowKey.SPAN_TOKENS, name);
    }

    static Usage cost() {
        return new Usage(MlflowKey.TRACE_COST, MlflowKey.SPAN_COST, "total_cost");
    }

    Optional<BigDecimal> of(TraceParts trace) {
        return Optional.ofNullable(trace.info().metadata().get(metadataKey))
                .map(PythonJson::parseOrText)
                .flatMap(this::figure)
                .or(() -> summed(trace));
    }

    private Optional<BigDecimal> figure(JsonNode usage) {
        return PythonJson.exactNumber(usage.path(name));
    }

    private Optional<BigDecimal> summed(TraceParts trace) {
        var all = trace.spans().stream().map(SpanParts::span).toList();
        var spans = new HashMap<String, Span>();
        all.forEach(span -> spans.put(span.spanId(), span));
        var known = new HashMap<String, Boolean>();
        return all.stream()
                .filter(span -> !belowCounted(span, spans, known))
                .flatMap(span -> own(span).stream())
                .reduce(BigDecimal::add);
    }

    private Optional<BigDecimal> own(Span span) {
        return span.attribute(attributeKey).flatMap(this::figure);
    }

    /**
     * Whether a span above has figures. Each span is climbed from once, so that a chain of many takes linear time; parents
     * that run in a circle end the climb.
     *
     * @param known whether the span of an id or one above it has figures, of those that were climbed from
     */
    private boolean belowCounted(Span span, Map<String, Span> spans, Map<String, Boolean> known) {
        var climbed = new ArrayList<String>();
        boolean counted = false;
        var above = span.parentSpanId().map(spans::get);
        while (above.isPresent() && !counted) {
            var id = above.get().spanId();
            var before = known.putIfAbsent(id, false);
            if (before != null) {
                counted = before;
                break;
            }
            climbed.add(id);
            counted = above.get().attributes().containsKey(attributeKey);
            above = above.get().parentSpanId().map(spans::get);
        }
        for (var id : climbed) {
            known.put(id, counted);
        }
        return counted;
    }
}
