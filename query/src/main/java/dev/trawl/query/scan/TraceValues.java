package dev.trawl.query.scan;

import dev.trawl.query.bind.TraceField;
import dev.trawl.trace.Assessment;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceParts;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The values of a trace's fields.
 *
 * @param sessions assessments that count for the trace though another one carries them
 */
public record TraceValues(SessionAssessments sessions) {

    /** All values, one that the trace has several times maybe several times. */
    public Stream<Value> of(TraceField field, TraceParts trace) {
        var info = trace.info();
        return switch (field) {
            case TraceField.Tag tag -> text(Optional.ofNullable(info.tags().get(tag.key())));
            case TraceField.Metadata metadata ->
                text(Optional.ofNullable(info.metadata().get(metadata.key())));
            case TraceField.Feedback feedback ->
                judged(info, feedback.name())
                        .filter(Assessment.Feedback.class::isInstance)
                        .map(judgement -> ((Assessment.Feedback) judgement).value())
                        .map(TraceValues::assessed);
            case TraceField.Expectation expectation ->
                judged(info, expectation.name())
                        .filter(Assessment.Expectation.class::isInstance)
                        .map(judgement -> ((Assessment.Expectation) judgement).value())
                        .map(TraceValues::assessed);
            case TraceField.Attribute attribute -> attribute(attribute, trace);
        };
    }

    private Stream<Assessment.Judgement> judged(TraceInfo info, String name) {
        return Stream.concat(
                        info.assessments().stream(),
                        info.session().map(sessions::of).stream().flatMap(java.util.List::stream))
                .filter(Assessment::valid)
                .filter(assessment -> assessment.name().equals(name))
                .map(Assessment::judgement);
    }

    private static Value assessed(JsonNode json) {
        return Value.ofAssessment(json);
    }

    private static Stream<Value> attribute(TraceField.Attribute attribute, TraceParts trace) {
        var info = trace.info();
        return switch (attribute) {
            case TRACE_ID -> Stream.of(Value.text(info.traceId()));
            case EXPERIMENT_ID -> Stream.of(Value.text(info.experimentId()));
            case STATUS -> Stream.of(Value.text(info.state()));
            case CLIENT_REQUEST_ID -> text(info.clientRequestId());
            case REQUEST -> text(info.requestPreview());
            case RESPONSE -> text(info.responsePreview());
            case TIMESTAMP_MS -> Stream.of(Value.number(info.timestampMs()));
            case EXECUTION_TIME_MS -> info.executionDurationMs().map(Value::number).stream();
            case END_TIME_MS -> Stream.of(Value.number(info.endMs()));
            case INPUT_TOKENS -> Usage.tokens("input_tokens").of(trace).map(Value::number).stream();
            case OUTPUT_TOKENS -> Usage.tokens("output_tokens").of(trace).map(Value::number).stream();
            case TOTAL_TOKENS -> Usage.tokens("total_tokens").of(trace).map(Value::number).stream();
            case COST -> Usage.cost().of(trace).map(Value::number).stream();
            case SPAN_COUNT -> Stream.of(Value.number(trace.spans().size()));
            case ERROR_COUNT -> Stream.of(Value.number(TraceFigures.errors(trace)));
            case RUN ->
                Stream.concat(trace.provenance().linkedRuns().stream(), info.sourceRun().stream())
                        .map(Value::text);
            case PROMPT ->
                Stream.concat(info.linkedPrompts().stream(), trace.provenance().linkedPrompts().stream())
                        .map(Value::text);
            case SOURCE -> text(trace.provenance().source());
            case DELETED ->
                Stream.of(Value.text(
                        Boolean.toString(trace.provenance().deletedMs().isPresent())));
            case DELETED_MS -> trace.provenance().deletedMs().map(Value::number).stream();
            case ISSUE ->
                info.assessments().stream()
                        .filter(assessment -> assessment.judgement() instanceof Assessment.Issue)
                        .map(Assessment::name)
                        .map(Value::text);
            case ASSESSMENT_SOURCE -> valid(info).flatMap(TraceValues::source).map(Value::text);
            case ASSESSMENT_RATIONALE ->
                valid(info)
                        .flatMap(assessment -> assessment.rationale().stream())
                        .map(Value::text);
            case ASSESSMENT_ERROR -> valid(info).flatMap(TraceValues::error).map(Value::text);
        };
    }

    private static Stream<Assessment> valid(TraceInfo info) {
        return info.assessments().stream().filter(Assessment::valid);
    }

    private static Stream<String> source(Assessment assessment) {
        return texts(assessment.source(), "source_id", "source_type");
    }

    private static Stream<String> error(Assessment assessment) {
        return assessment.judgement() instanceof Assessment.Feedback feedback
                ? feedback.error().stream().flatMap(error -> texts(error, "error_code", "error_message", "stack_trace"))
                : Stream.empty();
    }

    private static Stream<String> texts(JsonNode object, String... names) {
        return Stream.of(names).map(object::path).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static Stream<Value> text(Optional<String> text) {
        return text.map(Value::text).stream();
    }
}
