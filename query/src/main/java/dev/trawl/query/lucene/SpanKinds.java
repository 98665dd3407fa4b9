package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.query.bind.SpanCondition;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.scan.Value;
import dev.trawl.query.scan.ValueMatcher;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Conditions on nothing but the name, type and status of a span. They are decided exactly, on the same span, by trying
 * them on each distinct {@link SpanKind} of the index.
 */
public final class SpanKinds {
    private SpanKinds() {}

    /** Whether a span's kind decides the condition. */
    public static boolean decide(SpanCondition condition) {
        return switch (condition) {
            case SpanCondition.AllOf allOf -> allOf.terms().stream().allMatch(SpanKinds::decide);
            case SpanCondition.AnyOf anyOf -> anyOf.terms().stream().allMatch(SpanKinds::decide);
            case SpanCondition.HasValue hasValue -> isKind(hasValue.field());
            case SpanCondition.Missing missing -> isKind(missing.field());
            case SpanCondition.OfTrace ofTrace -> false;
        };
    }

    private static boolean isKind(SpanField field) {
        return field == SpanField.Attribute.NAME
                || field == SpanField.Attribute.TYPE
                || field == SpanField.Attribute.STATUS;
    }

    static Candidates matching(SpanCondition condition, IndexReader reader) throws IOException {
        var test = predicate(condition);
        var kinds = new TermTestQuery(
                IndexField.SPAN_KIND,
                new BytesRef(),
                new TermTest.Passing(term -> test.test(SpanKind.of(term))),
                condition);
        var tooLong = new Term(IndexField.longOf(IndexField.SPAN_KIND), new BytesRef());
        return reader.docFreq(tooLong) == 0
                ? Candidates.exactly(kinds)
                : new Candidates(Candidates.disjunction(List.of(kinds, new TermQuery(tooLong))), kinds);
    }

    private static Predicate<SpanKind> predicate(SpanCondition condition) {
        return switch (condition) {
            case SpanCondition.AllOf allOf ->
                allOf.terms().stream().map(SpanKinds::predicate).reduce(kind -> true, Predicate::and);
            case SpanCondition.AnyOf anyOf ->
                anyOf.terms().stream().map(SpanKinds::predicate).reduce(kind -> false, Predicate::or);
            case SpanCondition.HasValue hasValue -> {
                var matcher = ValueMatcher.of(hasValue.test());
                yield kind -> value(kind, hasValue.field()).filter(matcher).isPresent();
            }
            case SpanCondition.Missing missing ->
                kind -> value(kind, missing.field()).isEmpty();
            case SpanCondition.OfTrace ofTrace -> throw new IllegalStateException("no kind decides " + ofTrace);
        };
    }

    private static Optional<Value> value(SpanKind kind, SpanField field) {
        if (field == SpanField.Attribute.TYPE) {
            return kind.type().map(Value::text);
        }
        return Optional.of(Value.text(field == SpanField.Attribute.NAME ? kind.name() : kind.status()));
    }
}
