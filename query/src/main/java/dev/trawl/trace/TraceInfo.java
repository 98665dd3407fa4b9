package dev.trawl.trace;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What MLflow knows of a trace besides its spans ({@code TraceInfo}, schema version 3).
 *
 * @param traceId {@code tr-} and 32 hexadecimal digits, in general; any text is accepted
 * @param clientRequestId the id that the caller gave the request
 * @param location where the trace lives, as MLflow writes it ({@code trace_location})
 * @param requestTime RFC 3339 with 0, 3, 6 or 9 fraction digits, as written
 * @param executionDurationMs milliseconds; absent while unknown, negative for some spans that OTLP left open
 * @param state {@code OK}, {@code ERROR}, {@code IN_PROGRESS}, {@code STATE_UNSPECIFIED} or what a later MLflow adds
 * @param metadata write-once key-values ({@code trace_metadata})
 * @param tags changeable key-values
 * @param assessments feedback, expectations and issue references, overridden ones too
 * @param unknown fields that this version of trawl does not know
 */
public record TraceInfo(
        String traceId,
        Optional<String> clientRequestId,
        JsonNode location,
        String requestTime,
        Optional<Long> executionDurationMs,
        String state,
        Map<String, String> metadata,
        List<Assessment> assessments,
        Map<String, String> tags,
        Optional<String> requestPreview,
        Optional<String> responsePreview,
        Map<String, JsonNode> unknown) {
    public TraceInfo {
        metadata = OrderedMap.copyOf(metadata);
        assessments = List.copyOf(assessments);
        tags = OrderedMap.copyOf(tags);
        unknown = OrderedMap.copyOf(unknown);
    }

    /** The experiment's id, or the empty text when the trace lives elsewhere than in an MLflow experiment. */
    public String experimentId() {
        return location.path("mlflow_experiment").path("experiment_id").asString("");
    }

    /** Milliseconds since the epoch; digits beyond milliseconds are cut off, as MLflow does. */
    public long timestampMs() {
        return timestampMs(requestTime);
    }

    /** When it ended, or began where no duration is known; milliseconds since the epoch, the furthest there are if it is further. */
    public long endMs() {
        long duration = executionDurationMs.orElse(0L);
        try {
            return Math.addExact(timestampMs(), duration);
        } catch (ArithmeticException tooFar) {
            return duration < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** The tag {@code mlflow.traceName}; a trace that came by OTLP has none. */
    public Optional<String> name() {
        return Optional.ofNullable(tags.get(MlflowKey.TRACE_NAME));
    }

    public Optional<String> session() {
        return Optional.ofNullable(metadata.get(MlflowKey.SESSION));
    }

    public Optional<String> user() {
        return Optional.ofNullable(metadata.get(MlflowKey.USER));
    }

    /** The run in which the trace was made. */
    public Optional<String> sourceRun() {
        return Optional.ofNullable(metadata.get(MlflowKey.SOURCE_RUN));
    }

    /** The linked prompt versions as {@code name/version}, which MLflow keeps as JSON in {@code mlflow.linkedPrompts}. */
    public List<String> linkedPrompts() {
        return Optional.ofNullable(tags.get(MlflowKey.LINKED_PROMPTS))
                .map(PythonJson::parseOrText)
                .map(JsonNode::valueStream)
                .orElseGet(Stream::empty)
                .filter(JsonNode::isObject)
                .map(prompt -> prompt.path("name").asString("") + "/"
                        + prompt.path("version").asString(""))
                .toList();
    }

    static long timestampMs(String requestTime) {
        var instant = requestTime.endsWith("Z")
                ? Instant.parse(requestTime)
                : OffsetDateTime.parse(requestTime).toInstant();
        return instant.toEpochMilli();
    }
}
