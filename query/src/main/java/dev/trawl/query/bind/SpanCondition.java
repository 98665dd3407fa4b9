package dev.trawl.query.bind;

import java.util.List;
import java.util.stream.Collectors;

/** A condition on one span of a trace. There is no NOT: that is always about the trace. */
public sealed interface SpanCondition {

    record AllOf(List<SpanCondition> terms) implements SpanCondition {
        public AllOf {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return joined(terms, " and ");
        }
    }

    record AnyOf(List<SpanCondition> terms) implements SpanCondition {
        public AnyOf {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return joined(terms, " or ");
        }
    }

    /** The span's value of the field passes the test. */
    record HasValue(SpanField field, ValueTest test) implements SpanCondition {
        @Override
        public String toString() {
            return field + " " + test;
        }
    }

    /** The span has no value of the field. */
    record Missing(SpanField field) implements SpanCondition {
        @Override
        public String toString() {
            return field + " is missing";
        }
    }

    /** A condition on the span's trace, standing in an OR with conditions on the span. */
    record OfTrace(Condition condition) implements SpanCondition {
        @Override
        public String toString() {
            return "its trace [" + condition + "]";
        }
    }

    private static String joined(List<SpanCondition> terms, String word) {
        return terms.stream().map(Object::toString).collect(Collectors.joining(word, "(", ")"));
    }
}
