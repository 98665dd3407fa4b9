package dev.trawl.indexer;

import dev.trawl.indexer.Occurrences.DocumentsByTerm;
import java.util.function.IntFunction;
import org.apache.lucene.index.BaseTermsEnum;
import org.apache.lucene.index.ImpactsEnum;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The terms of an {@link InvertedField}, from the first to the last: all that Lucene needs to write them down. */
final class InvertedTerms extends Terms {
    private final DocumentsByTerm documents;
    private final int[] terms;
    private final IntFunction<BytesRef> spelling;

    /**
     * Terms.
     *
     * @param terms their numbers, in the order of their bytes
     * @param spelling their bytes, valid until it is asked for the next one
     */
    InvertedTerms(DocumentsByTerm documents, int[] terms, IntFunction<BytesRef> spelling) {
        this.documents = documents;
        this.terms = terms;
        this.spelling = spelling;
    }

    @Override
    public TermsEnum iterator() {
        return new Walk();
    }

    @Override
    public long size() {
        return terms.length;
    }

    @Override
    public long getSumTotalTermFreq() {
        return getSumDocFreq();
    }

    @Override
    public long getSumDocFreq() {
        return documents.occurrences();
    }

    @Override
    public int getDocCount() {
        return documents.withTerms();
    }

    @Override
    public boolean hasFreqs() {
        return false;
    }

    @Override
    public boolean hasOffsets() {
        return false;
    }

    @Override
    public boolean hasPositions() {
        return false;
    }

    @Override
    public boolean hasPayloads() {
        return false;
    }

    private final class Walk extends BaseTermsEnum {
        private BytesRef term = new BytesRef();
        private int at = -1;

        @Override
        public @Nullable BytesRef next() {
            at++;
            if (at >= terms.length) {
                return null;
            }
            term = spelling.apply(terms[at]);
            return term;
        }

        @Override
        public BytesRef term() {
            return term;
        }

        @Override
        public int docFreq() {
            return documents.count(terms[at]);
        }

        @Override
        public long totalTermFreq() {
            return docFreq();
        }

        @Override
        public PostingsEnum postings(@Nullable PostingsEnum reuse, int flags) {
            var postings = reuse instanceof TermDocuments known ? known : new TermDocuments();
            postings.begin(documents.documents(), documents.from(terms[at]), documents.to(terms[at]));
            return postings;
        }

        @Override
        public SeekStatus seekCeil(BytesRef text) {
            throw onlyForward();
        }

        @Override
        public void seekExact(long ord) {
            throw onlyForward();
        }

        @Override
        public long ord() {
            throw onlyForward();
        }

        @Override
        public ImpactsEnum impacts(int flags) {
            throw onlyForward();
        }

        private static UnsupportedOperationException onlyForward() {
            return new UnsupportedOperationException("these terms are walked from the first to the last");
        }
    }
}
