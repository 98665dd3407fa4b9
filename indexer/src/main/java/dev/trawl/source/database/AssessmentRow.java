package dev.trawl.source.database;

import dev.trawl.trace.Assessment;
import dev.trawl.trace.PythonJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of {@code assessments}, told as the REST API tells it (mlflow/store/tracking/dbmodels/models.py, {@code
 * SqlAssessments}, and mlflow/entities/assessment.py, {@code to_proto}, 3.17.2).
 */
record AssessmentRow(
        String traceId,
        String id,
        String name,
        String type,
        String value,
        Optional<String> error,
        long createdMs,
        long updatedMs,
        String sourceType,
        Optional<String> sourceId,
        Optional<String> spanId,
        Optional<String> rationale,
        Optional<String> overrides,
        boolean valid,
        Optional<String> metadata) {
    private static final int LONGEST_STACK_TRACE = 10_000;
    private static final String STACK_TRACE_CUT = "[Stack trace is truncated]\n...\n";

    /** Reads the row that the cursor stands on. */
    static AssessmentRow of(ResultSet row) throws SQLException {
        return new AssessmentRow(
                row.getString("trace_id"),
                row.getString("assessment_id"),
                row.getString("name"),
                row.getString("assessment_type"),
                row.getString("value"),
                Optional.ofNullable(row.getString("error")),
                row.getLong("created_timestamp"),
                row.getLong("last_updated_timestamp"),
                row.getString("source_type"),
                Optional.ofNullable(row.getString("source_id")),
                Optional.ofNullable(row.getString("span_id")),
                Optional.ofNullable(row.getString("rationale")),
                Optional.ofNullable(row.getString("overrides")),
                row.getBoolean("valid"),
                Optional.ofNullable(row.getString("assessment_metadata")));
    }

    Assessment assessment() {
        return new Assessment(
                id,
                name,
                traceId,
                spanId,
                source(),
                Optional.of(Instant.ofEpochMilli(createdMs).toString()),
                Optional.of(Instant.ofEpochMilli(updatedMs).toString()),
                judgement(),
                rationale,
                decodedMetadata(),
                overrides.filter(text -> !text.isEmpty()),
                valid,
                Map.of());
    }

    private ObjectNode source() {
        var source = object().put("source_type", sourceType);
        sourceId.ifPresent(text -> source.put("source_id", text));
        return source;
    }

    private Assessment.Judgement judgement() {
        var decoded = PythonJson.parse(value);
        return switch (type) {
            case "feedback" -> new Assessment.Feedback(feedback(decoded));
            case "expectation" -> new Assessment.Expectation(expectation(decoded));
            case "issue" ->
                new Assessment.Issue(
                        object().put("issue_name", decoded.path("issue_name").asString("")));
            default -> new Assessment.Other();
        };
    }

    private ObjectNode feedback(JsonNode decoded) {
        var feedback = object();
        feedback.set("value", ProtobufValue.of(decoded));
        error.map(PythonJson::parse)
                .filter(JsonNode::isObject)
                .ifPresent(json -> feedback.set("error", decodedError(json)));
        return feedback;
    }

    private static ObjectNode decodedError(JsonNode json) {
        var decoded = object().put("error_code", json.path("error_code").asString(""));
        var message = json.path("error_message").asString("");
        if (!message.isEmpty()) {
            decoded.put("error_message", message);
        }
        var stackTrace = json.path("stack_trace").asString("");
        if (!stackTrace.isEmpty()) {
            decoded.put("stack_trace", cut(stackTrace));
        }
        return decoded;
    }

    private static String cut(String stackTrace) {
        int length = stackTrace.codePointCount(0, stackTrace.length());
        if (length <= LONGEST_STACK_TRACE) {
            return stackTrace;
        }
        int dropped = length - (LONGEST_STACK_TRACE - STACK_TRACE_CUT.length());
        return STACK_TRACE_CUT + stackTrace.substring(stackTrace.offsetByCodePoints(0, dropped));
    }

    /** Lists and objects are told serialised. */
    private static ObjectNode expectation(JsonNode decoded) {
        var expectation = object();
        if (decoded.isContainer()) {
            expectation
                    .putObject("serialized_value")
                    .put("serialization_format", "JSON_FORMAT")
                    .put("value", PythonJson.ascii(decoded));
        } else {
            expectation.set("value", ProtobufValue.of(decoded));
        }
        return expectation;
    }

    private Map<String, String> decodedMetadata() {
        var texts = new LinkedHashMap<String, String>();
        metadata.map(PythonJson::parse)
                .orElse(NullNode.instance)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), pythonText(entry.getValue())));
        return texts;
    }

    /** Python's {@code str} of a decoded value. */
    private static String pythonText(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.stringValue();
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NULL -> "None";
            case NUMBER, OBJECT, ARRAY, BINARY, MISSING, POJO -> PythonJson.readable(value);
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
