package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds out which traces of an index answer to their names no more. It knows the index as it was when the roll call
 * began and remembers one bit for each trace. Not thread-safe.
 */
public final class RollCall implements AutoCloseable {
    private final ReaderManager readers;
    private final DirectoryReader reader;
    private final Query called;
    private final FixedBitSet answered;

    /** @param called the traces whose names are called */
    RollCall(ReaderManager readers, Query called) throws IOException {
        this.readers = readers;
        this.reader = readers.acquire();
        this.called = called;
        this.answered = new FixedBitSet(Math.max(1, reader.maxDoc()));
    }

    /** The trace is there; one that the index does not hold may answer too. */
    public void present(String traceId) throws IOException {
        var term = new Term(IndexField.ID, Terms.of(traceId));
        for (var segment : reader.leaves()) {
            var postings = segment.reader().postings(term, PostingsEnum.NONE);
            if (postings != null) {
                for (int document = postings.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = postings.nextDoc()) {
                    answered.set(segment.docBase + document);
                }
            }
        }
    }

    /** The ids of all that were called and did not answer. */
    public List<String> absent() throws IOException {
        var absent = new ArrayList<String>();
        var searcher = new IndexSearcher(reader);
        var weight = searcher.createWeight(searcher.rewrite(called), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (var segment : reader.leaves()) {
            var scorer = weight.scorer(segment);
            if (scorer != null) {
                collect(segment, scorer.iterator(), absent);
            }
        }
        return absent;
    }

    private void collect(LeafReaderContext segment, DocIdSetIterator documents, List<String> absent)
            throws IOException {
        var alive = segment.reader().getLiveDocs();
        var ids = segment.reader().getSortedDocValues(IndexField.ID);
        for (int document = documents.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = documents.nextDoc()) {
            boolean living = alive == null || alive.get(document);
            if (living && !answered.get(segment.docBase + document) && ids.advanceExact(document)) {
                absent.add(Terms.text(ids.lookupOrd(ids.ordValue())));
            }
        }
    }

    @Override
    public void close() throws IOException {
        readers.release(reader);
    }
}
