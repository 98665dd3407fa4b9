package dev.trawl.query.bind;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a filter means: a condition on one trace, bound and typed. Unknown names, unfit operators and bad values no longer
 * exist here. {@code dev.trawl.query.scan} says which traces satisfy it; nothing else does.
 *
 * <p>NOT is two-valued and always about the whole trace. A value that is missing passes no test.
 */
public sealed interface Condition {
    /** Every trace. */
    Condition EVERYTHING = new AllOf(List.of());

    /** No trace. */
    Condition NOTHING = new AnyOf(List.of());

    /** All terms hold; with no terms, every trace. */
    record AllOf(List<Condition> terms) implements Condition {
        public AllOf {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return terms.isEmpty() ? "everything" : joined(terms, " and ");
        }
    }

    /** At least one term holds; with no terms, no trace. */
    record AnyOf(List<Condition> terms) implements Condition {
        public AnyOf {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return terms.isEmpty() ? "nothing" : joined(terms, " or ");
        }
    }

    record Not(Condition term) implements Condition {
        @Override
        public String toString() {
            return "not " + term;
        }
    }

    /** One of the field's values passes the test. */
    record HasValue(TraceField field, ValueTest test) implements Condition {
        @Override
        public String toString() {
            return field + " " + test;
        }
    }

    /** The field has no value. */
    record Missing(TraceField field) implements Condition {
        @Override
        public String toString() {
            return field + " is missing";
        }
    }

    /** Some span of the trace satisfies the condition. */
    record SomeSpan(SpanCondition condition) implements Condition {
        @Override
        public String toString() {
            return "some span [" + condition + "]";
        }
    }

    /** Traces of one of these experiments. */
    static Condition ofExperiments(List<String> ids) {
        return new HasValue(
                TraceField.Attribute.EXPERIMENT_ID,
                new ValueTest.OneOf(ids.stream().map(ValueTest.Operand::text).toList()));
    }

    /** All of the terms; a single one stands for itself. */
    static Condition allOf(List<Condition> terms) {
        return terms.size() == 1 ? terms.getFirst() : new AllOf(terms);
    }

    /** Any of the terms, without those that no trace satisfies. */
    static Condition anyOf(List<Condition> terms) {
        var possible = terms.stream().filter(term -> !term.equals(NOTHING)).toList();
        return possible.size() == 1 ? possible.getFirst() : new AnyOf(possible);
    }

    private static String joined(List<?> terms, String word) {
        return terms.stream().map(Object::toString).collect(Collectors.joining(word, "(", ")"));
    }
}
