package dev.trawl.source;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.MalformedTraceException;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trace in the folder that mlflow-export-import wrote for it (mlflow_export_import/trace/export_trace.py): {@code
 * trace.json} holds the fields of MLflow's objects as they were in memory, {@code traces.json}, an artifact of the trace's,
 * its spans. Of traces whose spans were in a database that tool keeps none.
 */
final class ExportedTrace {
    private static final List<String> MILLISECONDS = List.of("create_time", "last_update_time");

    private ExportedTrace() {}

    static IndexedTrace decode(JsonNode json, Path file) {
        var info = json.path("mlflow").path("info");
        var whole = JsonNodeFactory.instance.objectNode();
        whole.set("info", info.has("trace_id") ? current(info) : withoutNulls(info));
        var trace = TraceJson.read(whole);
        return new IndexedTrace(new Trace(trace.info(), spans(trace.id(), file)));
    }

    private static ObjectNode current(JsonNode fields) {
        var info = withoutNulls(fields);
        info.set("trace_location", withoutNulls(fields.path("trace_location")));
        info.put("request_time", time(fields.path("request_time")));
        rename(info, "execution_duration", "execution_duration_ms");
        var assessments = JsonNodeFactory.instance.arrayNode();
        fields.path("assessments").forEach(assessment -> assessments.add(assessment(assessment)));
        info.set("assessments", assessments);
        return info;
    }

    private static ObjectNode assessment(JsonNode fields) {
        var assessment = withoutNulls(fields);
        rename(assessment, "name", "assessment_name");
        for (var name : MILLISECONDS) {
            assessment.put(name, time(fields.path(name + "_ms")));
            assessment.remove(name + "_ms");
        }
        if (assessment.has("feedback")) {
            assessment.set("feedback", feedback(fields.path("feedback")));
        }
        if (assessment.has("expectation")) {
            assessment.set("expectation", expectation(fields.path("expectation")));
        }
        assessment.remove(List.of("assessment_type", "error", "run_id"));
        return assessment;
    }

    private static ObjectNode feedback(JsonNode fields) {
        var feedback = JsonNodeFactory.instance.objectNode();
        feedback.set("value", fields.path("value"));
        if (fields.path("error").isObject()) {
            feedback.set("error", withoutNulls(fields.path("error")));
        }
        return feedback;
    }

    /** The bare value. */
    private static ObjectNode expectation(JsonNode value) {
        var expectation = JsonNodeFactory.instance.objectNode();
        if (value.isContainer()) {
            expectation
                    .putObject("serialized_value")
                    .put("serialization_format", "JSON_FORMAT")
                    .put("value", PythonJson.ascii(value));
        } else {
            expectation.set("value", value);
        }
        return expectation;
    }

    private static String time(JsonNode milliseconds) {
        return Instant.ofEpochMilli(milliseconds.asLong(0)).toString();
    }

    private static void rename(ObjectNode object, String from, String to) {
        var value = object.remove(from);
        if (value != null) {
            object.set(to, value);
        }
    }

    private static ObjectNode withoutNulls(JsonNode object) {
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                copy.set(field.getKey(), field.getValue());
            }
        });
        return copy;
    }

    private static List<Span> spans(String traceId, Path file) {
        for (var name : List.of("artifacts/traces.json", "traces.json")) {
            var spans = file.resolveSibling(name);
            if (Files.isRegularFile(spans)) {
                try {
                    return TraceJson.spans(PythonJson.parse(Files.readAllBytes(spans)), traceId);
                } catch (IOException e) {
                    throw new UncheckedIOException(spans + " cannot be read: " + e.getMessage(), e);
                } catch (JacksonException e) {
                    throw new MalformedTraceException(spans + ": " + JsonComplaint.of(e));
                }
            }
        }
        return List.of();
    }
}
