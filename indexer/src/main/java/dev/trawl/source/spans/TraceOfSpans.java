package dev.trawl.source.spans;

import dev.trawl.trace.MlflowKey;
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
 * MLflow writes, such as {@code mlflow.artifactLocation}.
 */
public final class TraceOfSpans {
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
                root.flatMap(span -> Preview.of(span, MlflowKey.SPAN_INPUTS, "user")),
                root.flatMap(span -> Preview.of(span, MlflowKey.SPAN_OUTPUTS, "assistant")),
                Map.of());
        return new Trace(info, ordered);
    }

    /** A trace of which more spans have come; what is known of both is as the later ones say. */
    public static Trace extended(Trace known, Trace more) {
        var tags = new LinkedHashMap<>(tags(known.info()));
        tags.putAll(tags(more.info()));
        var experiment = more.info().experimentId();
        return of(
                known.id(),
                united(known, more),
                tags,
                experiment.isEmpty() ? known.info().experimentId() : experiment);
    }

    /** The spans of both; those that both have as the later one says. */
    public static List<Span> united(Trace known, Trace more) {
        var spans = new LinkedHashMap<String, Span>();
        known.spans().forEach(span -> spans.put(span.spanId(), span));
        more.spans().forEach(span -> spans.put(span.spanId(), span));
        return List.copyOf(spans.values());
    }

    /** Whether a trace's info tells nothing beyond its spans: it was made here, or may as well have been. */
    public static boolean isOfSpans(Trace trace) {
        var info = trace.info();
        return !info.tags().containsKey(MlflowKey.ARTIFACT_LOCATION)
                && !trace.spans().isEmpty()
                && of(trace.id(), trace.spans(), tags(info), info.experimentId())
                        .info()
                        .equals(info);
    }

    private static Map<String, JsonNode> tags(TraceInfo info) {
        var tags = new LinkedHashMap<String, JsonNode>();
        info.tags().forEach((key, value) -> tags.put(key, StringNode.valueOf(value)));
        return tags;
    }

    private static ObjectNode location(List<Span> spans, String otherwise) {
        var experiment = firstText(spans, MlflowKey.SPAN_EXPERIMENT_ID).orElse(otherwise);
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
                .ifPresent(session -> metadata.put(MlflowKey.SESSION, session));
        firstText(spans, "user.id").ifPresent(user -> metadata.put(MlflowKey.USER, user));
        SummedUsage.tokens(spans).ifPresent(usage -> metadata.put(MlflowKey.TRACE_TOKENS, usage));
        SummedUsage.costs(spans).ifPresent(costs -> metadata.put(MlflowKey.TRACE_COST, costs));
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
            if (!key.startsWith("telemetry.sdk.") && !key.startsWith(MlflowKey.PREFIX)) {
                tags.put(key, value.isString() ? value.stringValue() : PythonJson.ascii(value));
            }
        });
        root.ifPresent(span -> span.attributes().forEach((key, json) -> {
            if (key.startsWith(MlflowKey.TRACE_TAG_PREFIX)) {
                tags.put(key.substring(MlflowKey.TRACE_TAG_PREFIX.length()), text(json));
            }
        }));
        tags.put(MlflowKey.SPANS_LOCATION, "TRACKING_STORE");
        return tags;
    }

    /** A JSON string decoded, anything else as it stands. */
    private static String text(String json) {
        var value = PythonJson.parseOrText(json);
        return value.isString() ? value.stringValue() : json;
    }
}
