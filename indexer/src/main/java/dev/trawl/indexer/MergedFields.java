package dev.trawl.indexer;

import java.io.IOException;
import org.apache.lucene.index.FilterLeafReader.FilterFields;
import org.apache.lucene.index.FilterLeafReader.FilterTerms;
import org.apache.lucene.index.FilterLeafReader.FilterTermsEnum;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.MultiFields;
import org.apache.lucene.index.MultiPostingsEnum;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.jspecify.annotations.Nullable;

/** The terms of segments that are merged, with the documents that they have in the new segment ({@link MergedDocuments}). */
final class MergedFields extends FilterFields {
    private final MergeState segments;

    /**
     * Fields of which only the documents of a term matter.
     *
     * @param all those of all segments
     */
    MergedFields(MultiFields all, MergeState segments) {
        super(all);
        this.segments = segments;
    }

    @Override
    public @Nullable Terms terms(String field) throws IOException {
        var terms = in.terms(field);
        return terms == null ? null : new MergedTerms(terms, segments);
    }

    private static final class MergedTerms extends FilterTerms {
        private final MergeState segments;

        MergedTerms(Terms terms, MergeState segments) {
            super(terms);
            this.segments = segments;
        }

        @Override
        public TermsEnum iterator() throws IOException {
            return new Walk(in.iterator(), new MergedDocuments(segments));
        }
    }

    private static final class Walk extends FilterTermsEnum {
        private final MergedDocuments documents;
        private @Nullable PostingsEnum bySegment;

        Walk(TermsEnum terms, MergedDocuments documents) {
            super(terms);
            this.documents = documents;
        }

        @Override
        public PostingsEnum postings(@Nullable PostingsEnum reuse, int flags) throws IOException {
            bySegment = in.postings(bySegment, PostingsEnum.NONE);
            return documents.merged((MultiPostingsEnum) bySegment);
        }
    }
}
