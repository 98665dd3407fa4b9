package dev.trawl;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Traces as no program would log them, but could: {@link HostileTexts} in every place, sessions with assessments of their
 * own, overridden assessments, links to runs and prompts, unfinished traces, traces without spans, equal times.
 */
final class HostileTraces {
    static final List<String> KEYS = List.of(
            "env",
            "ver",
            "a.b",
            "a.b.c",
            "my key",
            "it's",
            "say \"hi\"",
            "back`tick",
            "ключ",
            "日本",
            "k\u0000x",
            "k",
            "k\u0001",
            "",
            "NAME",
            "name",
            "text",
            "end_time",
            "1st",
            "mlflow.traceName",
            "dash-ed");

    static final long START_MS = 1_760_000_000_000L;

    private final Random random;
    private final HostileTexts texts;
    private final HostileJson json;
    private final HostileSpans spans;
    private int count;

    HostileTraces(Random random) {
        this.random = random;
        this.texts = new HostileTexts(random);
        this.json = new HostileJson(random);
        this.spans = new HostileSpans(random);
    }

    List<IndexedTrace> traces(int number) {
        var traces = new ArrayList<IndexedTrace>();
        for (int i = 0; i < number; i++) {
            traces.add(trace(id()));
        }
        return traces;
    }

    private String id() {
        var id = "tr-" + Integer.toHexString(random.nextInt(16)) + String.format("%04d", count++);
        return random.nextInt(10) == 0 ? id + texts.piece() : id;
    }

    /** Another trace of the same id, as a later sync would read it. */
    IndexedTrace trace(String id) {
        var trace = object();
        trace.set("info", info(id));
        var data = object();
        data.set("spans", spans.spans());
        trace.set("data", data);
        if (random.nextInt(4) == 0) {
            trace.putObject("trawl").putArray("linked_runs").add(run()).add(run());
        }
        return IndexedTraceJson.read(PythonJson.parse(PythonJson.ascii(trace)));
    }

    private ObjectNode info(String id) {
        var info = object().put("trace_id", id);
        if (random.nextInt(3) == 0) {
            info.put("client_request_id", texts.any());
        }
        info.putObject("trace_location")
                .putObject("mlflow_experiment")
                .put("experiment_id", Integer.toString(random.nextInt(3)));
        info.put(
                "request_time",
                Instant.ofEpochMilli(START_MS + random.nextInt(60) * 500L).toString());
        info.put("state", texts.pick(List.of("OK", "OK", "ERROR", "IN_PROGRESS", "STATE_UNSPECIFIED")));
        if (random.nextInt(4) > 0) {
            info.put("execution_duration_ms", duration());
        }
        if (random.nextBoolean()) {
            info.put("request_preview", texts.any()).put("response_preview", texts.any());
        }
        info.set("tags", tags());
        info.set("trace_metadata", metadata());
        info.set("assessments", assessments());
        return info;
    }

    private long duration() {
        return texts.pick(List.of(
                0L, 1L, 999L, 1000L, 1000L, 1001L, 60_000L, 9_007_199_254_740_993L, (long) random.nextInt(5000)));
    }

    private ObjectNode tags() {
        var tags = keyed();
        if (random.nextBoolean()) {
            tags.put("mlflow.traceName", texts.any());
        }
        if (random.nextInt(4) == 0) {
            var prompts = JsonNodeFactory.instance.arrayNode();
            prompts.addObject()
                    .put("name", texts.pick(List.of("qa", "it's", "P")))
                    .put("version", "1");
            prompts.addObject().put("name", "qa").put("version", texts.pick(List.of("2", "3")));
            tags.put("mlflow.linkedPrompts", PythonJson.ascii(prompts));
        }
        return tags;
    }

    private ObjectNode metadata() {
        var metadata = keyed();
        if (random.nextInt(3) > 0) {
            metadata.put("mlflow.trace.session", session());
        }
        if (random.nextInt(3) == 0) {
            metadata.put("mlflow.trace.user", texts.any());
        }
        if (random.nextInt(4) == 0) {
            metadata.put("mlflow.sourceRun", run());
        }
        if (random.nextInt(4) == 0) {
            metadata.put("mlflow.trace.tokenUsage", PythonJson.readable(json.usage()));
        }
        if (random.nextInt(4) == 0) {
            metadata.put("mlflow.trace.cost", "{\"total_cost\": " + texts.pick(HostileJson.NUMBERS) + "}");
        }
        return metadata;
    }

    private ObjectNode keyed() {
        var object = object();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put(texts.pick(KEYS), random.nextInt(3) == 0 ? texts.number() : texts.any());
        }
        return object;
    }

    private String session() {
        return texts.pick(List.of("s1", "s2", "s'3", "S1", "", "long".repeat(200)));
    }

    private String run() {
        return texts.pick(List.of("run1", "run2", "RUN1", "run'3", ""));
    }

    private ArrayNode assessments() {
        var list = JsonNodeFactory.instance.arrayNode();
        for (int i = Math.max(0, random.nextInt(6) - 2); i > 0; i--) {
            list.add(assessment());
        }
        return list;
    }

    private ObjectNode assessment() {
        var assessment = object().put("assessment_id", "a-" + random.nextInt(1000))
                .put("assessment_name", texts.pick(List.of("quality", "score", "a.b", "it's", "日本", "name")));
        assessment
                .putObject("source")
                .put("source_type", texts.pick(List.of("HUMAN", "CODE", "LLM_JUDGE")))
                .put("source_id", texts.piece());
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> assessment.putObject("feedback").set("value", json.value(2));
            case 4 -> {
                var feedback = assessment.putObject("feedback").putNull("value");
                feedback.putObject("error").put("error_code", "RATE_LIMIT").put("error_message", texts.any());
            }
            case 5 -> assessment.putObject("expectation").set("value", json.value(0));
            case 6 ->
                assessment
                        .putObject("expectation")
                        .putObject("serialized_value")
                        .put("value", PythonJson.readable(json.value(2)))
                        .put("serialization_format", "JSON_FORMAT");
            default -> assessment.putObject("issue").put("issue_name", texts.any());
        }
        if (random.nextInt(3) == 0) {
            assessment.put("rationale", texts.any());
        }
        if (random.nextInt(4) == 0) {
            assessment.putObject("metadata").put("mlflow.trace.session", session());
        }
        return assessment.put("valid", random.nextInt(4) > 0);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
