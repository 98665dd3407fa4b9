package dev.trawl.query.lucene;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Documents with a term that begins with a prefix and passes a test. The test is the very one that would check the
 * stored value, so the query is exact. It visits every term under the prefix.
 */
final class TermTestQuery extends MultiTermQuery {
    private final BytesRef prefix;
    private final Predicate<BytesRef> test;
    private final Object meaning;

    /**
     * A query for terms.
     *
     * @param meaning what the test decides: equal for equal tests only, so more than its text, which shows the query
     */
    TermTestQuery(String field, BytesRef prefix, Predicate<BytesRef> test, Object meaning) {
        super(field, CONSTANT_SCORE_REWRITE);
        this.prefix = prefix;
        this.test = test;
        this.meaning = meaning;
    }

    @Override
    protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
        return new TestedTerms(terms.iterator());
    }

    private final class TestedTerms extends FilteredTermsEnum {
        TestedTerms(TermsEnum terms) {
            super(terms);
            setInitialSeekTerm(prefix);
        }

        @Override
        protected AcceptStatus accept(BytesRef term) {
            if (!StringHelper.startsWith(term, prefix)) {
                return AcceptStatus.END;
            }
            return test.test(term) ? AcceptStatus.YES : AcceptStatus.NO;
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return getField() + "[" + meaning + "]";
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof TermTestQuery that
                && prefix.equals(that.prefix)
                && meaning.equals(that.meaning);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), prefix, meaning);
    }
}
