package dev.trawl.query.bind;

import dev.trawl.query.bind.TraceField.Attribute;
import dev.trawl.trace.MlflowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every field that a filter can name, as a table: names, how its values compare, what it is. The documentation and the
 * messages about unknown names are made from it.
 *
 * <p>What MLflow knows is in mlflow/utils/search_utils.py, {@code SearchTraceUtils} (3.17.2); the rest is trawl's.
 */
public final class FieldCatalog {
    private static final List<OfTrace> TRACE = List.of(
            trace(Attribute.STATUS, FieldType.TEXT, "OK, ERROR, IN_PROGRESS or STATE_UNSPECIFIED", "status", "state"),
            trace(Attribute.TRACE_ID, FieldType.TEXT, "the trace's id", "request_id", "id", "trace_id"),
            trace(Attribute.CLIENT_REQUEST_ID, FieldType.TEXT, "the caller's own id", "client_request_id"),
            trace(Attribute.EXPERIMENT_ID, FieldType.TEXT, "the experiment's id", "experiment_id"),
            trace(Attribute.TIMESTAMP_MS, FieldType.TIME, "when the trace began", "timestamp_ms", "timestamp"),
            trace(
                    Attribute.EXECUTION_TIME_MS,
                    FieldType.DURATION,
                    "how long it took",
                    "execution_time_ms",
                    "execution_time",
                    "duration_ms",
                    "duration"),
            trace(Attribute.END_TIME_MS, FieldType.TIME, "when it ended", "end_time_ms", "end_time"),
            trace(new TraceField.Tag(MlflowKey.TRACE_NAME), FieldType.TEXT, "the trace's name", "name"),
            trace(new TraceField.Metadata(MlflowKey.SESSION), FieldType.TEXT, "its session", "session"),
            trace(new TraceField.Metadata(MlflowKey.USER), FieldType.TEXT, "its user", "user"),
            trace(Attribute.RUN, FieldType.TEXT, "a run it was made in or linked to", "run_id"),
            trace(Attribute.PROMPT, FieldType.TEXT, "a linked prompt version, name/version", "prompt"),
            trace(Attribute.SOURCE, FieldType.TEXT, "the server it came from, http://HOST:PORT", "source"),
            trace(Attribute.DELETED, FieldType.TEXT, "true when the server has it no more, else false", "deleted"),
            trace(Attribute.DELETED_MS, FieldType.TIME, "when that was found", "deleted_ms"),
            trace(Attribute.REQUEST, FieldType.TEXT, "the preview of the request", "request"),
            trace(Attribute.RESPONSE, FieldType.TEXT, "the preview of the response", "response"),
            trace(Attribute.INPUT_TOKENS, FieldType.NUMBER, "tokens sent to models", "input_tokens"),
            trace(Attribute.OUTPUT_TOKENS, FieldType.NUMBER, "tokens that models wrote", "output_tokens"),
            trace(Attribute.TOTAL_TOKENS, FieldType.NUMBER, "tokens in all", "total_tokens", "tokens"),
            trace(Attribute.COST, FieldType.NUMBER, "cost of all model calls, in US dollars", "cost"),
            trace(Attribute.SPAN_COUNT, FieldType.NUMBER, "number of stored spans", "span_count"),
            trace(Attribute.ERROR_COUNT, FieldType.NUMBER, "number of spans with status ERROR", "error_count"));

    private static final List<OfSpan> SPAN = List.of(
            span(SpanField.Attribute.NAME, FieldType.TEXT, "the span's name", "name"),
            span(SpanField.Attribute.TYPE, FieldType.TEXT, "LLM, TOOL, AGENT, …", "type"),
            span(SpanField.Attribute.STATUS, FieldType.TEXT, "OK, ERROR or UNSET", "status"),
            span(SpanField.Attribute.CONTENT, FieldType.LONG_TEXT, "all text of the span", "content", "text"),
            span(SpanField.Attribute.INPUTS, FieldType.LONG_TEXT, "its inputs", "inputs"),
            span(SpanField.Attribute.OUTPUTS, FieldType.LONG_TEXT, "its outputs", "outputs"),
            span(SpanField.Attribute.EVENTS, FieldType.LONG_TEXT, "its events: exceptions, mostly", "events"),
            span(SpanField.Attribute.ID, FieldType.TEXT, "its id, hexadecimal", "id", "span_id"),
            span(SpanField.Attribute.PARENT_ID, FieldType.TEXT, "its parent's id", "parent_id"),
            span(SpanField.Attribute.MODEL, FieldType.TEXT, "the model it called", "model"),
            span(SpanField.Attribute.DURATION_MS, FieldType.DURATION, "how long it took", "duration_ms", "duration"),
            span(SpanField.Attribute.START_MS, FieldType.TIME, "when it began", "start_ms"));

    private static final List<OfTrace> ASSESSMENT = List.of(
            trace(Attribute.ASSESSMENT_SOURCE, FieldType.TEXT, "who judged: id or type of the source", "source"),
            trace(Attribute.ASSESSMENT_RATIONALE, FieldType.TEXT, "why", "rationale"),
            trace(
                    Attribute.ASSESSMENT_ERROR,
                    FieldType.TEXT,
                    "code, message or stack trace of a failed judge",
                    "error"));

    private static final List<OfTrace> ISSUE =
            List.of(trace(Attribute.ISSUE, FieldType.TEXT, "an issue that an assessment refers to", "id"));

    private FieldCatalog() {}

    /** A field of traces under its names, the first of which is the usual one. */
    public record OfTrace(List<String> names, TraceField field, FieldType type, String meaning) {
        /** As it is written in a filter, for a field that is one of the trace itself. */
        public String name() {
            return "trace." + names.getFirst();
        }
    }

    /** A field of spans under its names, the first of which is the usual one. */
    public record OfSpan(List<String> names, SpanField field, FieldType type, String meaning) {}

    /**
     * A field as the documentation lists it.
     *
     * @param name as it is written in a filter
     * @param others other names for the same, without the entity
     */
    public record Row(String name, List<String> others, String operators, String meaning) {}

    /** All fields, those with a key last. */
    public static List<Row> rows() {
        var rows = new ArrayList<Row>();
        TRACE.forEach(entry -> rows.add(row("trace.", entry.names(), entry.type(), entry.meaning())));
        rows.add(row("trace.", List.of("text"), FieldType.LONG_TEXT, "all text of one span, as span.content"));
        SPAN.forEach(entry -> rows.add(row("span.", entry.names(), entry.type(), entry.meaning())));
        ASSESSMENT.forEach(entry -> rows.add(row("assessment.", entry.names(), entry.type(), entry.meaning())));
        ISSUE.forEach(entry -> rows.add(row("issue.", entry.names(), entry.type(), entry.meaning())));
        rows.add(row("tag.", List.of("KEY"), FieldType.TEXT_OR_NUMBER, "a tag of the trace"));
        rows.add(row("metadata.", List.of("KEY"), FieldType.TEXT_OR_NUMBER, "an entry of its metadata"));
        rows.add(row("feedback.", List.of("NAME"), FieldType.TYPED, "valid feedback of that name, any of them"));
        rows.add(
                row("expectation.", List.of("NAME"), FieldType.TYPED, "a valid expectation of that name, any of them"));
        rows.add(row(
                "span.attributes.",
                List.of("KEY"),
                FieldType.TYPED,
                "an attribute of the span; dots may go into objects"));
        return rows;
    }

    private static Row row(String entity, List<String> names, FieldType type, String meaning) {
        return new Row(entity + names.getFirst(), names.subList(1, names.size()), type.operators(), meaning);
    }

    /** The trace's own field, which may be kept as a tag or in the metadata. */
    public static Optional<OfTrace> entry(TraceField field) {
        return TRACE.stream().filter(entry -> entry.field().equals(field)).findFirst();
    }

    public static Optional<OfSpan> entry(SpanField field) {
        return SPAN.stream().filter(entry -> entry.field().equals(field)).findFirst();
    }

    static Optional<OfTrace> trace(String name) {
        return TRACE.stream().filter(entry -> entry.names().contains(name)).findFirst();
    }

    static Optional<OfSpan> span(String name) {
        return SPAN.stream().filter(entry -> entry.names().contains(name)).findFirst();
    }

    static Optional<OfTrace> assessment(String name) {
        return ASSESSMENT.stream().filter(entry -> entry.names().contains(name)).findFirst();
    }

    static Optional<OfTrace> issue(String name) {
        return ISSUE.stream().filter(entry -> entry.names().contains(name)).findFirst();
    }

    /** All names as they are written in filters, for suggestions. */
    static List<String> spellings() {
        var spellings = new ArrayList<String>();
        TRACE.forEach(entry -> entry.names().forEach(name -> spellings.add("trace." + name)));
        spellings.add("trace.text");
        SPAN.forEach(entry -> entry.names().forEach(name -> spellings.add("span." + name)));
        ASSESSMENT.forEach(entry -> spellings.add("assessment." + entry.names().getFirst()));
        spellings.add("issue.id");
        return Stream.concat(
                        spellings.stream(),
                        Stream.of("tag.", "metadata.", "feedback.", "expectation.", "span.attributes."))
                .toList();
    }

    private static OfTrace trace(TraceField field, FieldType type, String meaning, String... names) {
        return new OfTrace(List.of(names), field, type, meaning);
    }

    private static OfSpan span(SpanField field, FieldType type, String meaning, String... names) {
        return new OfSpan(List.of(names), field, type, meaning);
    }
}
