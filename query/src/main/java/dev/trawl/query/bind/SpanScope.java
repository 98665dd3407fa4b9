package dev.trawl.query.bind;

import java.util.ArrayList;
import java.util.List;

/**
 * Closes a scope: everything between two NOTs or EXISTS that is said of spans is said of one and the same span.
 *
 * <p>The meaning is {@code there is a span, or no span at all, for which the tree holds}; comparisons of spans do not hold
 * for no span at all. It is kept by these rewrites:
 *
 * <pre>
 * close(a OR b)            -> close(a) or close(b)
 * close(t AND s)           -> t and some span [s]                     t about the trace, s about spans
 * close((s OR t) AND r)    -> some span [(s or t) and r] or (t and r without spans)
 * </pre>
 */
final class SpanScope {
    private SpanScope() {}

    static Condition close(ScopeTree tree) {
        return switch (tree) {
            case ScopeTree.OfTrace ofTrace -> ofTrace.condition();
            case ScopeTree.OfSpan ofSpan -> new Condition.SomeSpan(ofSpan.condition());
            case ScopeTree.Or or ->
                Condition.anyOf(or.terms().stream().map(SpanScope::close).toList());
            case ScopeTree.And and -> conjunction(flattened(and));
        };
    }

    private static List<ScopeTree> flattened(ScopeTree.And and) {
        var terms = new ArrayList<ScopeTree>();
        for (var term : and.terms()) {
            if (term instanceof ScopeTree.And inner) {
                terms.addAll(flattened(inner));
            } else {
                terms.add(term);
            }
        }
        return terms;
    }

    private static Condition conjunction(List<ScopeTree> terms) {
        var conditions = new ArrayList<Condition>();
        var mixed = new ArrayList<ScopeTree>();
        for (var term : terms) {
            if (aboutTrace(term)) {
                conditions.add(close(term));
            } else {
                mixed.add(term);
            }
        }
        if (mixed.size() == 1) {
            conditions.add(close(mixed.getFirst()));
        } else if (mixed.size() > 1) {
            var onOneSpan = new SpanCondition.AllOf(
                    mixed.stream().map(SpanScope::onSpan).toList());
            var withoutSpan = mixed.stream().map(SpanScope::withoutSpan).toList();
            conditions.add(
                    withoutSpan.contains(Condition.NOTHING)
                            ? new Condition.SomeSpan(onOneSpan)
                            : Condition.anyOf(
                                    List.of(new Condition.SomeSpan(onOneSpan), Condition.allOf(withoutSpan))));
        }
        return Condition.allOf(conditions);
    }

    private static boolean aboutTrace(ScopeTree tree) {
        return switch (tree) {
            case ScopeTree.OfTrace ofTrace -> true;
            case ScopeTree.OfSpan ofSpan -> false;
            case ScopeTree.And and -> and.terms().stream().allMatch(SpanScope::aboutTrace);
            case ScopeTree.Or or -> or.terms().stream().allMatch(SpanScope::aboutTrace);
        };
    }

    private static SpanCondition onSpan(ScopeTree tree) {
        return switch (tree) {
            case ScopeTree.OfTrace ofTrace -> new SpanCondition.OfTrace(ofTrace.condition());
            case ScopeTree.OfSpan ofSpan -> ofSpan.condition();
            case ScopeTree.And and ->
                new SpanCondition.AllOf(
                        and.terms().stream().map(SpanScope::onSpan).toList());
            case ScopeTree.Or or ->
                new SpanCondition.AnyOf(
                        or.terms().stream().map(SpanScope::onSpan).toList());
        };
    }

    /** What the tree says of a trace when no span is looked at: comparisons of spans do not hold. */
    private static Condition withoutSpan(ScopeTree tree) {
        return switch (tree) {
            case ScopeTree.OfTrace ofTrace -> ofTrace.condition();
            case ScopeTree.OfSpan ofSpan -> Condition.NOTHING;
            case ScopeTree.Or or ->
                Condition.anyOf(or.terms().stream().map(SpanScope::withoutSpan).toList());
            case ScopeTree.And and -> {
                var terms = and.terms().stream().map(SpanScope::withoutSpan).toList();
                yield terms.contains(Condition.NOTHING) ? Condition.NOTHING : Condition.allOf(terms);
            }
        };
    }
}
