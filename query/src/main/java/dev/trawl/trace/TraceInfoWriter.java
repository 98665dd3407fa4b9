package dev.trawl.trace;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Writes a trace's info in the key order of {@code TraceInfo.to_dict()}; empty parts are left out, as there. */
final class TraceInfoWriter {
    private TraceInfoWriter() {}

    static ObjectNode info(TraceInfo info) {
        var json = TraceJson.object().put("trace_id", info.traceId());
        info.clientRequestId().ifPresent(id -> json.put("client_request_id", id));
        if (!info.location().isEmpty()) {
            json.set("trace_location", info.location());
        }
        json.put("request_time", info.requestTime()).put("state", info.state());
        putTexts(json, "trace_metadata", info.metadata());
        if (!info.assessments().isEmpty()) {
            var assessments = json.putArray("assessments");
            info.assessments().forEach(assessment -> assessments.add(assessment(assessment)));
        }
        putTexts(json, "tags", info.tags());
        info.requestPreview().ifPresent(preview -> json.put("request_preview", preview));
        info.responsePreview().ifPresent(preview -> json.put("response_preview", preview));
        info.executionDurationMs().ifPresent(duration -> json.put("execution_duration_ms", duration));
        json.setAll(info.unknown());
        return json;
    }

    /** {@code valid} stands with every feedback; of other kinds MLflow's client drops it, so only a false one is kept. */
    private static ObjectNode assessment(Assessment assessment) {
        var json = TraceJson.object()
                .put("assessment_id", assessment.id())
                .put("assessment_name", assessment.name())
                .put("trace_id", assessment.traceId());
        assessment.spanId().ifPresent(id -> json.put("span_id", id));
        if (!assessment.source().isEmpty()) {
            json.set("source", assessment.source());
        }
        assessment.createTime().ifPresent(time -> json.put("create_time", time));
        assessment.lastUpdateTime().ifPresent(time -> json.put("last_update_time", time));
        var judgement = assessment.judgement();
        switch (judgement) {
            case Assessment.Feedback feedback -> json.set("feedback", feedback.json());
            case Assessment.Expectation expectation -> json.set("expectation", expectation.json());
            case Assessment.Issue issue -> json.set("issue", issue.json());
            case Assessment.Other() -> {}
        }
        assessment.rationale().ifPresent(rationale -> json.put("rationale", rationale));
        putTexts(json, "metadata", assessment.metadata());
        assessment.overrides().ifPresent(overridden -> json.put("overrides", overridden));
        if (judgement instanceof Assessment.Feedback || !assessment.valid()) {
            json.put("valid", assessment.valid());
        }
        json.setAll(assessment.unknown());
        return json;
    }

    private static void putTexts(ObjectNode json, String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            json.set(name, TraceJson.texts(texts));
        }
    }
}
