package dev.trawl.query.lucene;

import java.util.List;
import java.util.concurrent.Executor;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/**
 * Lucene's searcher as trawl needs it: all cores work on one query, and what searches of this index have in common is
 * kept: lists of terms. Nothing else is cached. Lucene's cache of queries pays for queries that come again and again, and
 * reads all postings of a query in order to keep it. Thread-safe.
 */
public final class TraceSearcher extends IndexSearcher {
    private final TermLists termLists;

    public TraceSearcher(IndexReader reader, Executor threads) {
        this(reader, threads, new TermLists());
    }

    TraceSearcher(IndexReader reader, Executor threads, TermLists termLists) {
        super(reader, threads);
        setQueryCache(null);
        this.termLists = termLists;
    }

    /** Lucene would leave an index of fewer than 250,000 traces to one thread. */
    @Override
    protected LeafSlice[] slices(List<LeafReaderContext> leaves) {
        int documents = leaves.stream().mapToInt(leaf -> leaf.reader().maxDoc()).sum();
        int perCore = Math.max(1, documents / Runtime.getRuntime().availableProcessors());
        return slices(leaves, perCore, Math.max(1, leaves.size()), false);
    }

    TermLists termLists() {
        return termLists;
    }
}
