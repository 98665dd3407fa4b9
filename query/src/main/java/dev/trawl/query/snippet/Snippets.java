package dev.trawl.query.snippet;

import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SpanCondition;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.scan.ScanEvaluator;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.SingleSpan;
import dev.trawl.query.scan.TraceValues;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.TraceParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Shows where traces match a condition: the spans that satisfy what is said of some span, and in them the texts that are
 * tested. Not thread-safe.
 */
public final class Snippets {
    private final PositiveTests tests;
    private final SessionAssessments sessions;
    private final List<SpanSearch> searches;
    private final Map<TraceField, TextMarks> traceMarks = new LinkedHashMap<>();

    /** What is said of some span: how to find it, and what to mark in which of its fields. */
    private record SpanSearch(Predicate<TraceParts> predicate, Map<SpanField, TextMarks> marks) {}

    public Snippets(Condition condition, SessionAssessments sessions) {
        this.tests = new PositiveTests(condition);
        this.sessions = sessions;
        this.searches = tests.spanConditions().stream().map(this::search).toList();
        tests.ofTrace().forEach((field, values) -> {
            var marks = TextMarks.of(values);
            if (!marks.isEmpty()) {
                traceMarks.put(field, marks);
            }
        });
    }

    private SpanSearch search(SpanCondition condition) {
        var marks = new LinkedHashMap<SpanField, TextMarks>();
        PositiveTests.of(condition).forEach((field, values) -> {
            var ofField = TextMarks.of(values);
            if (!ofField.isEmpty()) {
                marks.put(field, ofField);
            }
        });
        return new SpanSearch(ScanEvaluator.predicate(new Condition.SomeSpan(condition), sessions), marks);
    }

    /** What to mark in the values of a field of the trace: what is said of it, and for the previews what is said of spans' text. */
    public TextMarks marks(TraceField field) {
        var ofField = tests.ofTrace().getOrDefault(field, List.of());
        boolean preview = field == TraceField.Attribute.REQUEST || field == TraceField.Attribute.RESPONSE;
        var ofSpans = preview
                ? tests.spanConditions().stream()
                        .map(PositiveTests::of)
                        .flatMap(byField -> Stream.of(
                                        SpanField.Attribute.CONTENT,
                                        SpanField.Attribute.INPUTS,
                                        SpanField.Attribute.OUTPUTS)
                                .flatMap(part -> byField.getOrDefault(part, List.of()).stream()))
                        .toList()
                : List.<ValueTest>of();
        return TextMarks.of(Stream.concat(ofField.stream(), ofSpans.stream()).toList());
    }

    /**
     * The snippets of a trace that satisfies the condition, in the order of its spans.
     *
     * @param context how many characters to show before and behind what matches
     */
    public List<Snippet> of(TraceParts trace, int context) {
        var snippets = new ArrayList<Snippet>();
        traceMarks.forEach((field, marks) -> new TraceValues(sessions)
                .of(field, trace)
                .map(value -> value.forms().getFirst())
                .forEach(text -> snippets.addAll(
                        Windows.of(Optional.empty(), new TextPart(field.toString(), text), marks.in(text), context))));
        for (var parts : trace.spans()) {
            snippets.addAll(ofSpan(parts, trace, context));
        }
        return snippets;
    }

    private List<Snippet> ofSpan(SpanParts parts, TraceParts trace, int context) {
        var alone = new SingleSpan(trace, parts);
        var snippets = new ArrayList<Snippet>();
        for (var search : searches) {
            if (search.predicate().test(alone)) {
                search.marks().forEach((field, marks) -> snippets.addAll(ofField(parts, field, marks, context)));
                if (snippets.isEmpty()) {
                    snippets.add(new Snippet(Optional.of(parts.span()), "", "", List.of(), false, false));
                }
            }
        }
        return snippets.stream().distinct().toList();
    }

    /** Of the parts as a person reads them; what is found only in the JSON is shown there. */
    private static List<Snippet> ofField(SpanParts parts, SpanField field, TextMarks marks, int context) {
        Span span = parts.span();
        var snippets = new ArrayList<Snippet>();
        for (var part : TextPart.of(span, field)) {
            snippets.addAll(Windows.of(Optional.of(span), part, marks.in(part.text()), context));
        }
        if (snippets.isEmpty() && field == SpanField.Attribute.CONTENT) {
            var json = parts.stored().toString();
            snippets.addAll(Windows.of(Optional.of(span), new TextPart("JSON", json), marks.in(json), context));
        }
        return snippets;
    }
}
