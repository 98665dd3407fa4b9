package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rewrites of {@link SpanScope} against its definition, tried on every possible trace with up to two spans. What is said
 * of a trace or of a span is one of three bits.
 */
class SpanScopeTest {
    private static final int BITS = 3;

    /** Bits that hold for the trace, and bits that hold for each of its spans. */
    private record Model(int trace, List<Integer> spans) {}

    @Test
    void comparisonsOfSpansInsideOneAndAreAboutTheSameSpan() {
        assertThat(SpanScope.close(new ScopeTree.And(
                                List.of(span(0), ofTrace(1), new ScopeTree.Or(List.of(span(1), ofTrace(2))))))
                        .toString())
                .isEqualTo("""
                        (tag.`1` is there and some span [(span.attributes.`0` is there and \
                        (span.attributes.`1` is there or its trace [tag.`2` is there]))])""");
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void aClosedScopeHoldsForATraceWithASpanOrNoneForWhichTheTreeHolds(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var tree = tree(random, 4);
            var closed = SpanScope.close(tree);
            for (var model : models()) {
                boolean expected = holds(tree, model.trace(), 0)
                        || model.spans().stream().anyMatch(span -> holds(tree, model.trace(), span));
                assertThat(holds(closed, model))
                        .as("%s closed to %s, on %s", tree, closed, model)
                        .isEqualTo(expected);
            }
        }
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 10)) : LongStream.of(seed);
    }

    private static ScopeTree tree(Random random, int depth) {
        int bit = random.nextInt(BITS);
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextInt(3) == 0 ? ofTrace(bit) : span(bit);
        }
        var terms = IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(i -> tree(random, depth - 1))
                .toList();
        return random.nextBoolean() ? new ScopeTree.And(terms) : new ScopeTree.Or(terms);
    }

    private static ScopeTree ofTrace(int bit) {
        return new ScopeTree.OfTrace(
                new Condition.HasValue(new TraceField.Tag(Integer.toString(bit)), new ValueTest.Anything()));
    }

    private static ScopeTree span(int bit) {
        var key = new SpanField.Keyed(List.of(new SpanField.Reading(Integer.toString(bit), List.of())));
        return new ScopeTree.OfSpan(new SpanCondition.HasValue(key, new ValueTest.Anything()));
    }

    private static List<Model> models() {
        var models = new ArrayList<Model>();
        for (int trace = 0; trace < 1 << BITS; trace++) {
            models.add(new Model(trace, List.of()));
            for (int one = 0; one < 1 << BITS; one++) {
                models.add(new Model(trace, List.of(one)));
                for (int other = 0; other < one; other++) {
                    models.add(new Model(trace, List.of(one, other)));
                }
            }
        }
        return models;
    }

    /** The definition. No span at all is a span without any bit: comparisons of spans do not hold for it. */
    private static boolean holds(ScopeTree tree, int trace, int span) {
        return switch (tree) {
            case ScopeTree.OfTrace ofTrace -> holds(ofTrace.condition(), new Model(trace, List.of()));
            case ScopeTree.OfSpan ofSpan -> holds(ofSpan.condition(), trace, span);
            case ScopeTree.And and -> and.terms().stream().allMatch(term -> holds(term, trace, span));
            case ScopeTree.Or or -> or.terms().stream().anyMatch(term -> holds(term, trace, span));
        };
    }

    private static boolean holds(Condition condition, Model model) {
        return switch (condition) {
            case Condition.AllOf allOf -> allOf.terms().stream().allMatch(term -> holds(term, model));
            case Condition.AnyOf anyOf -> anyOf.terms().stream().anyMatch(term -> holds(term, model));
            case Condition.Not not -> !holds(not.term(), model);
            case Condition.HasValue hasValue ->
                (model.trace() >> Integer.parseInt(((TraceField.Tag) hasValue.field()).key()) & 1) == 1;
            case Condition.Missing missing -> throw new IllegalStateException("not built here");
            case Condition.SomeSpan someSpan ->
                model.spans().stream().anyMatch(span -> holds(someSpan.condition(), model.trace(), span));
        };
    }

    private static boolean holds(SpanCondition condition, int trace, int span) {
        return switch (condition) {
            case SpanCondition.AllOf allOf -> allOf.terms().stream().allMatch(term -> holds(term, trace, span));
            case SpanCondition.AnyOf anyOf -> anyOf.terms().stream().anyMatch(term -> holds(term, trace, span));
            case SpanCondition.HasValue hasValue -> {
                var reading = ((SpanField.Keyed) hasValue.field()).readings().getFirst();
                yield (span >> Integer.parseInt(reading.key()) & 1) == 1;
            }
            case SpanCondition.Missing missing -> throw new IllegalStateException("not built here");
            case SpanCondition.OfTrace ofTrace -> holds(ofTrace.condition(), new Model(trace, List.of()));
        };
    }
}
