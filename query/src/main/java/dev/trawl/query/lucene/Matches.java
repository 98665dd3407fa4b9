package dev.trawl.query.lucene;

import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceLookup;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.IntsRef;

/**
 * The documents that match, segment by segment, each segment's in the order of the index: newest first, then by id.
 *
 * @param segments those with at least one match, in the order of the reader
 */
record Matches(List<OfSegment> segments) {

    /** The matching documents of a segment, numbered within it. */
    record OfSegment(LeafReaderContext segment, IntsRef documents) {}

    long total() {
        return segments.stream()
                .mapToLong(segment -> segment.documents().length)
                .sum();
    }

    /**
     * Runs a query, on all threads of the searcher.
     *
     * @param check decides what an inexact superset leaves open
     */
    static Matches of(IndexSearcher searcher, Superset superset, Predicate<IndexedTrace> check) throws IOException {
        Predicate<IndexedTrace> decisive = superset.exact() ? trace -> true : check;
        return searcher.search(superset.query(), new Gathering(superset.exact(), decisive));
    }

    private record Gathering(boolean exact, Predicate<IndexedTrace> check)
            implements CollectorManager<Collecting, Matches> {
        @Override
        public Collecting newCollector() {
            return new Collecting(exact, check);
        }

        @Override
        public Matches reduce(Collection<Collecting> collectors) {
            return new Matches(collectors.stream()
                    .flatMap(collector -> collector.segments.stream())
                    .filter(segment -> segment.documents().length > 0)
                    .sorted(Comparator.comparingInt(segment -> segment.segment().ord))
                    .toList());
        }
    }

    private static final class Collecting implements Collector {
        private final boolean exact;
        private final Predicate<IndexedTrace> check;
        private final List<OfSegment> segments = new ArrayList<>();

        Collecting(boolean exact, Predicate<IndexedTrace> check) {
            this.exact = exact;
            this.check = check;
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext segment) {
            var documents = new IntsRef(64);
            segments.add(new OfSegment(segment, documents));
            return new LeafCollector() {
                @Override
                public void setScorer(Scorable scorer) {}

                @Override
                public void collect(int document) throws IOException {
                    if (exact || check.test(StoredTrace.decode(TraceLookup.stored(segment, document)))) {
                        documents.ints = ArrayUtil.grow(documents.ints, documents.length + 1);
                        documents.ints[documents.length++] = document;
                    }
                }
            };
        }
    }
}
