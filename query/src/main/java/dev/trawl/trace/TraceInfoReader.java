package dev.trawl.trace;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a trace's info: the exported form, the REST API's (duration as text), and that of MLflow 2. */
final class TraceInfoReader {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private TraceInfoReader() {}

    static TraceInfo info(JsonFields fields) {
        var traceId = fields.has("trace_id") ? fields.requiredText("trace_id") : fields.requiredText("request_id");
        try {
            return fields.has("trace_id") ? info(traceId, fields) : legacy(traceId, fields);
        } catch (MalformedTraceException e) {
            throw e.within("trace " + traceId);
        }
    }

    private static TraceInfo info(String traceId, JsonFields fields) {
        return new TraceInfo(
                traceId,
                fields.optionalText("client_request_id"),
                fields.object("trace_location"),
                requestTime(fields.requiredText("request_time")),
                fields.optionalLong("execution_duration_ms")
                        .or(() -> fields.optionalText("execution_duration").map(TraceInfoReader::milliseconds)),
                fields.optionalText("state").orElse("STATE_UNSPECIFIED"),
                fields.texts("trace_metadata"),
                assessments(fields),
                fields.texts("tags"),
                fields.optionalText("request_preview"),
                fields.optionalText("response_preview"),
                fields.unknown("trace_id", "execution_duration"));
    }

    /** The form of MLflow 2 (mlflow/entities/trace_info_v2.py), turned into that of MLflow 3 as its client does. */
    private static TraceInfo legacy(String traceId, JsonFields fields) {
        var location = TraceJson.object().put("type", "MLFLOW_EXPERIMENT");
        location.putObject("mlflow_experiment").put("experiment_id", fields.requiredText("experiment_id"));
        var metadata = fields.texts("request_metadata");
        return new TraceInfo(
                traceId,
                fields.optionalText("client_request_id"),
                location,
                Instant.ofEpochMilli(fields.requiredLong("timestamp_ms")).toString(),
                fields.optionalLong("execution_time_ms"),
                fields.optionalText("status").orElse("STATE_UNSPECIFIED"),
                metadata,
                assessments(fields),
                fields.texts("tags"),
                Optional.ofNullable(metadata.get(MlflowKey.TRACE_INPUTS)),
                Optional.ofNullable(metadata.get(MlflowKey.TRACE_OUTPUTS)),
                fields.unknown("request_id"));
    }

    private static String requestTime(String text) {
        try {
            TraceInfo.timestampMs(text);
            return text;
        } catch (ArithmeticException e) {
            throw new MalformedTraceException("request_time is too far from now: " + text);
        } catch (DateTimeException e) {
            throw new MalformedTraceException("request_time is no RFC 3339 time: " + text);
        }
    }

    /** {@code "1.500s"}, a protobuf Duration, in milliseconds; digits beyond are cut off. */
    private static long milliseconds(String duration) {
        try {
            var seconds = new BigDecimal(duration.endsWith("s") ? duration.substring(0, duration.length() - 1) : "?");
            return seconds.multiply(THOUSAND).toBigInteger().longValueExact();
        } catch (ArithmeticException e) {
            throw new MalformedTraceException("execution_duration is too large: " + duration);
        } catch (NumberFormatException e) {
            throw new MalformedTraceException("execution_duration is no duration like 1.5s: " + duration);
        }
    }

    private static List<Assessment> assessments(JsonFields fields) {
        return fields.list("assessments").stream()
                .map(json -> assessment(new JsonFields(json)))
                .toList();
    }

    private static Assessment assessment(JsonFields fields) {
        return new Assessment(
                fields.optionalText("assessment_id").orElse(""),
                fields.requiredText("assessment_name"),
                fields.optionalText("trace_id").orElse(""),
                fields.optionalText("span_id"),
                fields.object("source"),
                fields.optionalText("create_time"),
                fields.optionalText("last_update_time"),
                judgement(fields),
                fields.optionalText("rationale"),
                fields.texts("metadata"),
                fields.optionalText("overrides"),
                fields.optional("valid").map(valid -> valid.booleanValue(true)).orElse(true),
                fields.unknown());
    }

    private static Assessment.Judgement judgement(JsonFields fields) {
        return fields.optional("feedback")
                .<Assessment.Judgement>map(Assessment.Feedback::new)
                .or(() -> fields.optional("expectation").map(Assessment.Expectation::new))
                .or(() -> fields.optional("issue").map(Assessment.Issue::new))
                .orElseGet(Assessment.Other::new);
    }
}
