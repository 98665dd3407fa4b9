package dev.trawl.cli.diff;

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
    private static final String INPUTS = "mlflow.spanInputs";
    private static final String OUTPUTS = "mlflow.spanOutputs";

    /** They differ from trace to trace, or follow from what is compared anyway. */
    private static final Set<String> NOT_COMPARED =
            Set.of("mlflow.traceRequestId", "mlflow.spanStartTimeNs", "mlflow.experimentId", "mlflow.spanLogLevel");

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
            case INPUTS -> "inputs";
            case OUTPUTS -> "outputs";
            case "mlflow.spanType" -> "type";
            case "mlflow.chat.tokenUsage" -> "tokens";
            case "mlflow.llm.cost" -> "cost";
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
