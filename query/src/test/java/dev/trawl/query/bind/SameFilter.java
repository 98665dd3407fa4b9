package dev.trawl.query.bind;

import dev.trawl.query.parse.Filter;
import dev.trawl.query.parse.Key;
import dev.trawl.query.parse.Literal;
import java.util.List;

/** What of a filter must survive printing: everything but where it stands and which quotes a name was written in. */
final class SameFilter {
    private SameFilter() {}

    /** Lists of lists, equal for equal filters. */
    static Object structure(Filter filter) {
        return switch (filter) {
            case Filter.Everything everything -> "everything";
            case Filter.And and ->
                List.of("and", and.terms().stream().map(SameFilter::structure).toList());
            case Filter.Or or ->
                List.of("or", or.terms().stream().map(SameFilter::structure).toList());
            case Filter.Not not -> List.of("not", structure(not.term()));
            case Filter.Exists exists -> List.of("exists", structure(exists.term()));
            case Filter.Comparison comparison ->
                List.of(
                        key(comparison.key()),
                        comparison.operator(),
                        comparison.negated(),
                        literal(comparison.value()));
            case Filter.Membership membership ->
                List.of(
                        key(membership.key()),
                        membership.negated(),
                        membership.choices().stream().map(SameFilter::literal).toList());
            case Filter.NullCheck check -> List.of(key(check.key()), "null", check.negated());
            case Filter.Between between ->
                List.of(key(between.key()), between.negated(), literal(between.low()), literal(between.high()));
        };
    }

    /** What a key names: that is all that is asked of one. */
    private static Object key(Key key) {
        return List.of(key.entity(), key.name(), key.quoted(), key.parts());
    }

    private static Object literal(Literal literal) {
        return switch (literal) {
            case Literal.Text text -> text.text();
            case Literal.Numeric numeric -> numeric.value().stripTrailingZeros();
            case Literal.Duration duration ->
                List.of("duration", duration.milliseconds().stripTrailingZeros());
            case Literal.Moment moment ->
                List.of("now", moment.millisecondsFromNow().stripTrailingZeros());
        };
    }
}
