package dev.trawl.source.spans;

import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A trace with what its spans tell: time, duration, state, previews, session, user, tokens, tags. It lacks what only
 * MLflow writes, such as {@code mlflow.artifactLocation}, by which an info of MLflow's can be told from it.
 */
public final class TraceOfSpans {
    private static final String TAG = "mlflow.traceTag.";
    private static final long NANOS_PER_MILLISECOND = 1_000_000;

    private TraceOfSpans() {}

    /**
     * Makes a trace.
     *
     * @param spans at least one
     * @param resource attributes of what made the spans, which become tags
     * @param experimentId where no span says it; empty where nobody knows
     */
    public static Trace of(String traceId, List<Span> spans, Map<String, JsonNode> resource, String experimentId) {
        var ordered = spans.stream()
                .sorted(Comparator.comparing((Span span) -> span.parentSpanId().isPresent())
                        .thenComparingLong(Span::startTimeUnixNano))
                .toList();
        var root =
                ordered.stream().filter(span -> span.parentSpanId().isEmpty()).findFirst();
        long startMs = ordered.stream().mapToLong(Span::startTimeUnixNano).min().orElseThrow() / NANOS_PER_MILLISECOND;
        var endMs = ordered.stream()
                .flatMap(span -> span.endTimeUnixNano().stream())
                .filter(end -> end != 0)
                .max(Comparator.naturalOrder())
                .map(end -> end / NANOS_PER_MILLISECOND);
        var info = new TraceInfo(
                traceId,
                Optional.empty(),
                location(ordered, experimentId),
                Instant.ofEpochMilli(startMs).toString(),
                endMs.map(end -> end - startMs),
                root.map(span -> span.status().equals("ERROR") ? "ERROR" : "OK").orElse("IN_PROGRESS"),
                metadata(ordered),
                List.of(),
                tags(root, resource),
                root.flatMap(span -> Preview.of(span, "mlflow.spanInputs", "user")),
                root.flatMap(span -> Preview.of(span, "mlflow.spanOutputs", "assistant")),
                Map.of());
        return new Trace(info, ordered);
    }

    /** A trace of which more spans have come; what is known of both is as the later ones say. */
    public static Trace extended(Trace known, Trace more) {
        Map<String, Span> spans = new LinkedHashMap<>();
        known.spans().forEach(span -> spans.put(span.spanId(), span));
        more.spans().forEach(span -> spans.put(span.spanId(), span));
        var tags = new LinkedHashMap<String, JsonNode>();
        known.info().tags().forEach((key, value) -> tags.put(key, StringNode.valueOf(value)));
        more.info().tags().forEach((key, value) -> tags.put(key, StringNode.valueOf(value)));
        var experiment = more.info().experimentId();
        return of(
                known.id(),
                List.copyOf(spans.values()),
                tags,
                experiment.isEmpty() ? known.info().experimentId() : experiment);
    }

    /** Whether an info was made here: MLflow's own tells where artifacts lie. */
    public static boolean isOfSpans(TraceInfo info) {
        return !info.tags().containsKey("mlflow.artifactLocation");
    }

    private static ObjectNode location(List<Span> spans, String otherwise) {
        var experiment = firstText(spans, "mlflow.experimentId").orElse(otherwise);
        var location = JsonNodeFactory.instance.objectNode();
        if (!experiment.isEmpty()) {
            location.put("type", "MLFLOW_EXPERIMENT");
            location.putObject("mlflow_experiment").put("experiment_id", experiment);
        }
        return location;
    }

    private static Map<String, String> metadata(List<Span> spans) {
        var metadata = new LinkedHashMap<String, String>();
        firstText(spans, "session.id", "gen_ai.conversation.id")
                .ifPresent(session -> metadata.put("mlflow.trace.session", session));
        firstText(spans, "user.id").ifPresent(user -> metadata.put("mlflow.trace.user", user));
        SummedUsage.tokens(spans).ifPresent(usage -> metadata.put("mlflow.trace.tokenUsage", usage));
        SummedUsage.costs(spans).ifPresent(costs -> metadata.put("mlflow.trace.cost", costs));
        return metadata;
    }

    private static Optional<String> firstText(List<Span> spans, String... keys) {
        for (var span : spans) {
            for (var key : keys) {
                var text = Optional.ofNullable(span.attributes().get(key)).map(TraceOfSpans::text);
                if (text.filter(value -> !value.isEmpty()).isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> tags(Optional<Span> root, Map<String, JsonNode> resource) {
        var tags = new LinkedHashMap<String, String>();
        resource.forEach((key, value) -> {
            if (!key.startsWith("telemetry.sdk.") && !key.startsWith("mlflow.")) {
                tags.put(key, value.isString() ? value.stringValue() : PythonJson.ascii(value));
            }
        });
        root.ifPresent(span -> span.attributes().forEach((key, json) -> {
            if (key.startsWith(TAG)) {
                tags.put(key.substring(TAG.length()), text(json));
            }
        }));
        tags.put("mlflow.trace.spansLocation", "TRACKING_STORE");
        return tags;
    }

    /** A JSON string decoded, anything else as it stands. */
    private static String text(String json) {
        var value = PythonJson.parseOrText(json);
        return value.isString() ? value.stringValue() : json;
    }
}
