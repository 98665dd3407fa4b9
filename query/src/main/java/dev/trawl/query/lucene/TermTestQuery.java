package dev.trawl.query.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Documents with a term that begins with a prefix and passes a test. The test is the very one that would check the
 * stored value, so the query is exact. It looks at every term under the prefix, once per segment however often it is
 * asked.
 */
final class TermTestQuery extends Query {
    private final String field;
    private final BytesRef prefix;
    private final TermTest test;
    private final Object meaning;
    private final Map<Object, FixedBitSet> found = new ConcurrentHashMap<>();

    /**
     * A query for terms.
     *
     * @param meaning what the test decides: equal for equal tests only, so more than its text, which shows the query
     */
    TermTestQuery(String field, BytesRef prefix, TermTest test, Object meaning) {
        this.field = field;
        this.prefix = prefix;
        this.test = test;
        this.meaning = meaning;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        var lists = searcher instanceof TraceSearcher own ? Optional.of(own.termLists()) : Optional.<TermLists>empty();
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext segment) {
                return new ScorerSupplier() {
                    @Override
                    public Scorer get(long leadCost) throws IOException {
                        var documents = documents(segment, lists);
                        return new ConstantScoreScorer(
                                score(), mode, new BitSetIterator(documents, documents.cardinality()));
                    }

                    // Unknown before the terms are tested.
                    @Override
                    public long cost() {
                        return segment.reader().maxDoc();
                    }
                };
            }

            @Override
            public int count(LeafReaderContext segment) throws IOException {
                return segment.reader().hasDeletions()
                        ? super.count(segment)
                        : documents(segment, lists).cardinality();
            }

            @Override
            public boolean isCacheable(LeafReaderContext segment) {
                return true;
            }
        };
    }

    private FixedBitSet documents(LeafReaderContext segment, Optional<TermLists> lists) throws IOException {
        var known = found.get(segment.id());
        if (known == null) {
            known = new TestedTerms(segment, field, prefix, test).documents(lists);
            found.put(segment.id(), known);
        }
        return known;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String defaultField) {
        return field + "[" + meaning + "]";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TermTestQuery that
                && field.equals(that.field)
                && prefix.equals(that.prefix)
                && meaning.equals(that.meaning);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, prefix, meaning);
    }
}
