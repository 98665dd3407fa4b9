package dev.trawl.query.snippet;

import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SpanCondition;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.bind.ValueTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a condition says of texts, without what it negates. */
final class PositiveTests {
    private final List<SpanCondition> spanConditions = new ArrayList<>();
    private final Map<TraceField, List<ValueTest>> ofTrace = new LinkedHashMap<>();

    PositiveTests(Condition condition) {
        collect(condition);
    }

    /** What has to hold for some span, each for itself. */
    List<SpanCondition> spanConditions() {
        return spanConditions;
    }

    /** The tests of values of the trace, by field. */
    Map<TraceField, List<ValueTest>> ofTrace() {
        return ofTrace;
    }

    private void collect(Condition condition) {
        switch (condition) {
            case Condition.AllOf allOf -> allOf.terms().forEach(this::collect);
            case Condition.AnyOf anyOf -> anyOf.terms().forEach(this::collect);
            case Condition.HasValue hasValue ->
                ofTrace.computeIfAbsent(hasValue.field(), field -> new ArrayList<>())
                        .add(hasValue.test());
            case Condition.SomeSpan someSpan -> spanConditions.add(someSpan.condition());
            case Condition.Not not -> {
                // What is not there cannot be shown.
            }
            case Condition.Missing missing -> {
                // As above.
            }
        }
    }

    /** The tests of values of a span, by field. */
    static Map<SpanField, List<ValueTest>> of(SpanCondition condition) {
        var tests = new LinkedHashMap<SpanField, List<ValueTest>>();
        collect(condition, tests);
        return tests;
    }

    private static void collect(SpanCondition condition, Map<SpanField, List<ValueTest>> tests) {
        switch (condition) {
            case SpanCondition.AllOf allOf -> allOf.terms().forEach(term -> collect(term, tests));
            case SpanCondition.AnyOf anyOf -> anyOf.terms().forEach(term -> collect(term, tests));
            case SpanCondition.HasValue hasValue ->
                tests.computeIfAbsent(hasValue.field(), field -> new ArrayList<>())
                        .add(hasValue.test());
            case SpanCondition.Missing missing -> {
                // What is missing cannot be shown.
            }
            case SpanCondition.OfTrace ofTrace -> {
                // No part of the span.
            }
        }
    }
}
