package dev.trawl.query.bind;

import java.util.List;

/** A filter, bound, between two NOTs or EXISTS: conditions on one trace and on one of its spans, still mixed. */
sealed interface ScopeTree {
    record And(List<ScopeTree> terms) implements ScopeTree {}

    record Or(List<ScopeTree> terms) implements ScopeTree {}

    record OfTrace(Condition condition) implements ScopeTree {}

    record OfSpan(SpanCondition condition) implements ScopeTree {}
}
