package dev.trawl.index;

import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** Finds traces by id, without a search. */
public final class TraceLookup {
    private TraceLookup() {}

    public static Optional<IndexedTrace> find(IndexReader reader, String traceId) throws IOException {
        var term = new Term(IndexField.ID, Terms.of(traceId));
        for (var segment : reader.leaves()) {
            int document = live(segment, term);
            if (document != DocIdSetIterator.NO_MORE_DOCS) {
                return Optional.of(open(segment, document).decoded());
            }
        }
        return Optional.empty();
    }

    /** How many documents a trace has; a sound index has one for each. */
    public static int count(IndexReader reader, String traceId) throws IOException {
        int count = 0;
        for (var segment : reader.leaves()) {
            var postings = segment.reader().postings(new Term(IndexField.ID, Terms.of(traceId)), PostingsEnum.NONE);
            var alive = segment.reader().getLiveDocs();
            while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                count += alive == null || alive.get(postings.docID()) ? 1 : 0;
            }
        }
        return count;
    }

    /** The ids of traces that begin with a text, in order, so many of them at most. */
    public static List<String> idsBeginning(IndexReader reader, String prefix, int most) throws IOException {
        var found = new TreeSet<String>();
        var start = Terms.of(prefix);
        for (var segment : reader.leaves()) {
            var ids = segment.reader().terms(IndexField.ID);
            if (ids == null) {
                continue;
            }
            var beginning = new TermsWithPrefix(ids.iterator(), start);
            int inSegment = 0;
            for (var id = beginning.next(); id != null && inSegment < most; id = beginning.next()) {
                if (live(segment, new Term(IndexField.ID, BytesRef.deepCopyOf(id))) != DocIdSetIterator.NO_MORE_DOCS) {
                    found.add(Terms.text(id));
                    inSegment++;
                }
            }
        }
        return found.stream().limit(most).toList();
    }

    /** The stored trace of a document, numbered within its segment. */
    public static StoredTrace open(LeafReaderContext segment, int document) throws IOException {
        var values = segment.reader().getBinaryDocValues(IndexField.STORED);
        if (values == null || !values.advanceExact(document)) {
            throw damaged();
        }
        return StoredTrace.open(values.binaryValue());
    }

    static IOException damaged() {
        return new IOException("the index is damaged: a document has no stored trace");
    }

    private static int live(LeafReaderContext segment, Term term) throws IOException {
        var postings = segment.reader().postings(term, PostingsEnum.NONE);
        if (postings == null) {
            return DocIdSetIterator.NO_MORE_DOCS;
        }
        var alive = segment.reader().getLiveDocs();
        int document = postings.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && alive != null && !alive.get(document)) {
            document = postings.nextDoc();
        }
        return document;
    }
}
