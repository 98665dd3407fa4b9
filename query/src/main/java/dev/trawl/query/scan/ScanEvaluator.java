package dev.trawl.query.scan;

import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SpanCondition;
import dev.trawl.query.bind.SpanField;
import dev.trawl.trace.TraceParts;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The meaning of a {@link Condition}: which traces satisfy it. This is the reference; an index search may be faster, but
 * never says anything else.
 */
public final class ScanEvaluator {
    private final TraceValues values;

    private ScanEvaluator(SessionAssessments sessions) {
        this.values = new TraceValues(sessions);
    }

    /**
     * The condition as a predicate, patterns compiled once. Thread-safe.
     *
     * @param sessions the session-level assessments of all traces that are searched
     */
    public static Predicate<TraceParts> predicate(Condition condition, SessionAssessments sessions) {
        return new ScanEvaluator(sessions).of(condition);
    }

    private Predicate<TraceParts> of(Condition condition) {
        return switch (condition) {
            case Condition.AllOf allOf -> {
                var terms = allOf.terms().stream().map(this::of).toList();
                yield trace -> all(terms, trace);
            }
            case Condition.AnyOf anyOf -> {
                var terms = anyOf.terms().stream().map(this::of).toList();
                yield trace -> any(terms, trace);
            }
            case Condition.Not not -> of(not.term()).negate();
            case Condition.HasValue hasValue -> {
                var test = ValueMatcher.of(hasValue.test());
                yield trace -> values.of(hasValue.field(), trace).anyMatch(test);
            }
            case Condition.Missing missing ->
                trace -> values.of(missing.field(), trace).findAny().isEmpty();
            case Condition.SomeSpan someSpan ->
                ofAllTexts(someSpan.condition()).orElseGet(() -> ofSpans(someSpan.condition()));
        };
    }

    private Predicate<TraceParts> ofSpans(SpanCondition condition) {
        var spanTest = ofSpan(condition);
        return trace -> {
            for (var span : trace.spans()) {
                if (spanTest.test(new SpanInTrace(new SpanView(span), trace))) {
                    return true;
                }
            }
            return false;
        };
    }

    /** A condition on nothing but the text of some span may be decided on all texts at once. */
    private static Optional<Predicate<TraceParts>> ofAllTexts(SpanCondition condition) {
        return condition instanceof SpanCondition.HasValue hasValue && hasValue.field() == SpanField.Attribute.CONTENT
                ? ContentMatcher.ofSomeSpan(hasValue.test()).map(test -> trace -> trace.hasText(test))
                : Optional.empty();
    }

    private record SpanInTrace(SpanView span, TraceParts trace) {}

    private Predicate<SpanInTrace> ofSpan(SpanCondition condition) {
        return switch (condition) {
            case SpanCondition.AllOf allOf -> {
                var terms = allOf.terms().stream().map(this::ofSpan).toList();
                yield span -> all(terms, span);
            }
            case SpanCondition.AnyOf anyOf -> {
                var terms = anyOf.terms().stream().map(this::ofSpan).toList();
                yield span -> any(terms, span);
            }
            case SpanCondition.HasValue hasValue -> {
                if (hasValue.field() == SpanField.Attribute.CONTENT) {
                    var test = ContentMatcher.of(hasValue.test());
                    yield span -> test.test(span.span().parts());
                }
                var test = ValueMatcher.of(hasValue.test());
                yield span -> span.span().value(hasValue.field()).filter(test).isPresent();
            }
            case SpanCondition.Missing missing ->
                span -> span.span().value(missing.field()).isEmpty();
            case SpanCondition.OfTrace ofTrace -> {
                var test = of(ofTrace.condition());
                yield span -> test.test(span.trace());
            }
        };
    }

    private static <T> boolean all(List<Predicate<T>> terms, T subject) {
        for (var term : terms) {
            if (!term.test(subject)) {
                return false;
            }
        }
        return true;
    }

    private static <T> boolean any(List<Predicate<T>> terms, T subject) {
        for (var term : terms) {
            if (term.test(subject)) {
                return true;
            }
        }
        return false;
    }
}
