package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.Terms;
import dev.trawl.query.scan.TraceFigures;
import dev.trawl.trace.Assessment;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.util.BytesRef;
import tools.jackson.databind.JsonNode;

/**
 * The one Lucene document of a trace, built field by field as {@link IndexField} tells: its columns, and its terms but for those of its text ({@link TextFields}).
 *
 * <p>Everything in it is derived from the trace alone, so an index can be made anew from the traces stored in it.
 */
final class TraceDocument {
    private final Document columns = new Document();
    private final TraceTerms terms = new TraceTerms();

    private TraceDocument() {}

    /**
     * Makes the document of a trace.
     *
     * @param hasLongWords whether its text has a run of letters that is too long to be among the words
     */
    static TraceDocument of(IndexedTrace indexed, BytesRef stored, boolean hasLongWords) {
        var document = new TraceDocument();
        document.info(indexed.trace().info());
        document.figures(TraceFigures.of(TraceParts.of(indexed)));
        document.provenance(indexed);
        document.spans(indexed.trace().spans(), indexed.trace().info().timestampMs());
        if (hasLongWords) {
            document.terms.add(IndexField.HAS, IndexField.LONG_WORDS_PART);
        }
        document.columns.add(new BinaryDocValuesField(IndexField.STORED, stored));
        return document;
    }

    /** Its doc values. */
    Document columns() {
        return columns;
    }

    TraceTerms terms() {
        return terms;
    }

    private void info(TraceInfo info) {
        terms.add(IndexField.ID, info.traceId());
        columns.add(new SortedDocValuesField(IndexField.ID, Terms.of(info.traceId())));
        number(IndexField.TIMESTAMP, info.timestampMs());
        info.executionDurationMs().ifPresent(duration -> number(IndexField.EXECUTION_TIME, duration));
        number(IndexField.END_TIME, info.endMs());
        attribute(IndexField.STATUS_KEY, info.state());
        attribute(IndexField.EXPERIMENT_ID_KEY, info.experimentId());
        info.clientRequestId().ifPresent(value -> attribute(IndexField.CLIENT_REQUEST_ID_KEY, value));
        info.requestPreview().ifPresent(value -> attribute(IndexField.REQUEST_KEY, value));
        info.responsePreview().ifPresent(value -> attribute(IndexField.RESPONSE_KEY, value));
        info.tags().forEach((key, value) -> terms.pair(IndexField.TAG, key, value));
        info.metadata().forEach((key, value) -> terms.pair(IndexField.METADATA, key, value));
        info.linkedPrompts().forEach(prompt -> terms.add(IndexField.PROMPT, prompt));
        info.assessments().forEach(this::assessment);
    }

    private void attribute(String name, String value) {
        terms.pair(IndexField.ATTRIBUTE, name, value);
    }

    private void number(String field, long value) {
        columns.add(NumericDocValuesField.indexedField(field, value));
    }

    private void assessment(Assessment assessment) {
        if (assessment.forSession()) {
            terms.add(IndexField.HAS, IndexField.SESSION_PART);
        }
        switch (assessment.judgement()) {
            case Assessment.Feedback feedback -> judged(IndexField.FEEDBACK, assessment, feedback.value());
            case Assessment.Expectation expectation -> judged(IndexField.EXPECTATION, assessment, expectation.value());
            case Assessment.Issue issue -> terms.add(IndexField.ISSUE, assessment.name());
            case Assessment.Other unknown -> {}
        }
    }

    private void judged(String field, Assessment assessment, JsonNode value) {
        if (assessment.valid()) {
            terms.pair(field, assessment.name(), PythonJson.readable(value));
        }
    }

    private void figures(TraceFigures figures) {
        number(IndexField.SPAN_COUNT, figures.spans());
        number(IndexField.ERROR_COUNT, figures.errors());
        figures.inputTokens().ifPresent(tokens -> wholeNumber(IndexField.INPUT_TOKENS, tokens));
        figures.outputTokens().ifPresent(tokens -> wholeNumber(IndexField.OUTPUT_TOKENS, tokens));
        figures.totalTokens().ifPresent(tokens -> wholeNumber(IndexField.TOTAL_TOKENS, tokens));
        figures.cost().ifPresent(this::cost);
    }

    private void wholeNumber(String field, BigDecimal value) {
        try {
            number(field, value.longValueExact());
        } catch (ArithmeticException notWhole) {
            terms.add(IndexField.longOf(field), new BytesRef());
        }
    }

    private void cost(BigDecimal dollars) {
        double nearest = dollars.doubleValue();
        if (Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(dollars) == 0) {
            columns.add(new NumericDocValuesField(IndexField.COST, Double.doubleToLongBits(nearest)));
        } else {
            terms.add(IndexField.longOf(IndexField.COST), new BytesRef());
        }
    }

    private void provenance(IndexedTrace indexed) {
        var provenance = indexed.provenance();
        provenance.source().ifPresent(source -> attribute(IndexField.SOURCE_KEY, source));
        attribute(
                IndexField.DELETED_KEY, Boolean.toString(provenance.deletedMs().isPresent()));
        provenance.deletedMs().ifPresent(time -> number(IndexField.DELETED, time));
        provenance.linkedPrompts().forEach(prompt -> terms.add(IndexField.PROMPT, prompt));
        provenance.linkedRuns().forEach(run -> terms.add(IndexField.RUN, run));
        indexed.trace().info().sourceRun().ifPresent(run -> terms.add(IndexField.RUN, run));
    }

    private void spans(List<Span> spans, long timestampMs) {
        if (spans.isEmpty()) {
            return;
        }
        terms.add(IndexField.HAS, IndexField.SPANS_PART);
        for (var span : spans) {
            kind(SpanKind.of(span));
            span.attributes().forEach(this::spanAttribute);
        }
        SpanColumns.of(spans, timestampMs).ifPresent(ofSpans -> ofSpans.addTo(columns));
    }

    /** A null is no value: no test of the attribute passes for it. But the span has the attribute. */
    private void spanAttribute(String key, String json) {
        if (json.strip().equals("null") && PythonJson.parseOrText(json).isNull()) {
            terms.add(IndexField.longOf(IndexField.SPAN_ATTRIBUTE), Terms.of(key));
        } else {
            terms.pair(IndexField.SPAN_ATTRIBUTE, key, json);
            inside(key, json);
        }
    }

    private void inside(String key, String json) {
        var members = SpanColumns.members(json);
        members.forEach((member, value) -> Terms.pair(Terms.keyOfMember(key, member), value)
                .ifPresent(pair -> terms.add(IndexField.SPAN_MEMBER, pair)));
        // A text may be JSON, too, with its brackets as they are or escaped.
        if (members.isEmpty() && json.chars().anyMatch(c -> c == '{' || c == '[' || c == '\\')) {
            terms.add(IndexField.longOf(IndexField.SPAN_MEMBER), Terms.of(key));
        }
    }

    private void kind(SpanKind kind) {
        if (kind.fitsTerm()) {
            terms.add(IndexField.SPAN_KIND, kind.term());
        } else {
            terms.add(IndexField.longOf(IndexField.SPAN_KIND), new BytesRef());
        }
    }
}
