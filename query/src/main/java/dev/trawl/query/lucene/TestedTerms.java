package dev.trawl.query.lucene;

import dev.trawl.index.TermsWithPrefix;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the documents of one segment that have a term under a prefix which passes a test. It ends early when all
 * documents have one: so it is with a letter that stands in half of all words. Not thread-safe.
 */
final class TestedTerms {
    private final LeafReaderContext segment;
    private final String field;
    private final BytesRef prefix;
    private final TermTest test;
    private final FixedBitSet documents;

    /** Postings read since it was last looked whether all documents are there. */
    private long read;

    private @Nullable PostingsEnum postings;

    TestedTerms(LeafReaderContext segment, String field, BytesRef prefix, TermTest test) {
        this.segment = segment;
        this.field = field;
        this.prefix = prefix;
        this.test = test;
        this.documents = new FixedBitSet(segment.reader().maxDoc());
    }

    /**
     * The documents.
     *
     * @param lists copies of the terms, which are searched faster than the dictionary; empty to do without
     */
    FixedBitSet documents(Optional<TermLists> lists) throws IOException {
        var terms = Terms.getTerms(segment.reader(), field);
        // A dictionary is walked anyway where each of its terms counts.
        var list = test instanceof TermTest.Any || lists.isEmpty()
                ? Optional.<TermList>empty()
                : lists.get().of(segment, field, prefix);
        if (list.isPresent()) {
            addAll(list.get().walk(test), terms.iterator());
        } else {
            addAll(terms.iterator());
        }
        return documents;
    }

    private void addAll(TermList.Walk walk, TermsEnum terms) throws IOException {
        var term = BytesRef.deepCopyOf(prefix);
        while (!allFound() && walk.next()) {
            var rest = walk.rest();
            term.bytes = ArrayUtil.grow(term.bytes, prefix.length + rest.length);
            System.arraycopy(rest.bytes, rest.offset, term.bytes, prefix.length, rest.length);
            term.length = prefix.length + rest.length;
            if (!terms.seekExact(term)) {
                throw new IOException("the index is damaged: a term of " + field + " is gone");
            }
            add(terms);
        }
    }

    private void addAll(TermsEnum terms) throws IOException {
        var under = new TermsWithPrefix(terms, prefix);
        var rest = new BytesRef();
        for (var term = under.next(); term != null && !allFound(); term = under.next()) {
            rest.bytes = term.bytes;
            rest.offset = term.offset + prefix.length;
            rest.length = term.length - prefix.length;
            if (test.accepts(rest)) {
                add(terms);
            }
        }
    }

    private void add(TermsEnum term) throws IOException {
        postings = term.postings(postings, PostingsEnum.NONE);
        postings.nextDoc();
        postings.intoBitSet(DocIdSetIterator.NO_MORE_DOCS, documents, 0);
        read += term.docFreq();
    }

    private boolean allFound() {
        if (read < documents.length()) {
            return false;
        }
        read = 0;
        return documents.cardinality() == documents.length();
    }
}
