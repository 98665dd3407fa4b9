package dev.trawl.source.spans;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tokens or costs of a trace: those of its spans, but of a span below another one that has some none, because frameworks
 * tell sums with parents (mlflow/tracing/utils/__init__.py, {@code _aggregate_from_nodes}, 3.17.2).
 */
final class SummedUsage {
    private static final List<String> TOKENS = List.of("input_tokens", "output_tokens", "total_tokens");
    private static final List<String> MORE_TOKENS =
            List.of("cache_read_input_tokens", "cache_creation_input_tokens", "cache_creation_input_tokens_above_1hr");
    private static final List<String> COSTS = List.of("input_cost", "output_cost", "total_cost");

    private final Map<String, Span> spans = new HashMap<>();
    private final String attribute;

    private SummedUsage(List<Span> all, String attribute) {
        all.forEach(span -> spans.put(span.spanId(), span));
        this.attribute = attribute;
    }

    static Optional<String> tokens(List<Span> spans) {
        var counted = new SummedUsage(spans, MlflowKey.SPAN_TOKENS).counted();
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        var sums = JsonNodeFactory.instance.objectNode();
        TOKENS.forEach(name -> sums.put(name, total(counted, name)));
        MORE_TOKENS.stream()
                .filter(name -> counted.stream().anyMatch(usage -> usage.has(name)))
                .forEach(name -> sums.put(name, total(counted, name)));
        return Optional.of(PythonJson.ascii(sums));
    }

    static Optional<String> costs(List<Span> spans) {
        var counted = new SummedUsage(spans, MlflowKey.SPAN_COST).counted();
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        var sums = JsonNodeFactory.instance.objectNode();
        COSTS.forEach(name -> sums.put(
                name,
                counted.stream()
                        .mapToDouble(cost -> cost.path(name).asDouble(0))
                        .sum()));
        return Optional.of(PythonJson.ascii(sums));
    }

    private static long total(List<JsonNode> counted, String name) {
        return counted.stream().mapToLong(usage -> usage.path(name).asLong(0)).sum();
    }

    private List<JsonNode> counted() {
        return spans.values().stream()
                .filter(span -> usage(span).isPresent() && !hasCountingAncestor(span))
                .flatMap(span -> usage(span).stream())
                .toList();
    }

    private Optional<JsonNode> usage(Span span) {
        return span.attribute(attribute).filter(JsonNode::isObject);
    }

    private boolean hasCountingAncestor(Span span) {
        Set<String> seen = new HashSet<>();
        var above = parent(span);
        while (above.isPresent() && seen.add(above.get().spanId())) {
            if (usage(above.get()).isPresent()) {
                return true;
            }
            above = parent(above.get());
        }
        return false;
    }

    private Optional<Span> parent(Span span) {
        return span.parentSpanId().map(spans::get);
    }
}
