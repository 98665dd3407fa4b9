package dev.trawl.cli.diff;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** In what two spans of the same step differ, times and ids aside. */
final class SpanDifferences {
    /** They differ from trace to trace, or follow from what is compared anyway. */
    private static final Set<String> NOT_COMPARED = Set.of(
            MlflowKey.SPAN_TRACE_ID,
            MlflowKey.SPAN_START_TIME_NS,
            MlflowKey.SPAN_EXPERIMENT_ID,
            MlflowKey.SPAN_LOG_LEVEL);

    private SpanDifferences() {}

    static List<JsonDifference> between(Span first, Span second) {
        var differences = new ArrayList<JsonDifference>();
        differences.addAll(texts("status", first.status(), second.status()));
        differences.addAll(texts("status message", first.statusMessage(), second.statusMessage()));
        differences.addAll(texts("events", names(first), names(second)));
        var keys = new LinkedHashSet<>(first.attributes().keySet());
        keys.addAll(second.attributes().keySet());
        for (var key : keys) {
            if (!NOT_COMPARED.contains(key)) {
                differences.addAll(JsonDifference.between(named(key), first.attribute(key), second.attribute(key)));
            }
        }
        return differences;
    }

    private static String named(String key) {
        return switch (key) {
            case MlflowKey.SPAN_INPUTS -> "inputs";
            case MlflowKey.SPAN_OUTPUTS -> "outputs";
            case MlflowKey.SPAN_TYPE -> "type";
            case MlflowKey.SPAN_TOKENS -> "tokens";
            case MlflowKey.SPAN_COST -> "cost";
            default -> key;
        };
    }

    private static String names(Span span) {
        return String.join(
                ", ", span.events().stream().map(event -> event.name()).toList());
    }

    private static List<JsonDifference> texts(String name, String first, String second) {
        return JsonDifference.between(name, node(first), node(second));
    }

    private static Optional<JsonNode> node(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty()).map(StringNode::valueOf);
    }
}
