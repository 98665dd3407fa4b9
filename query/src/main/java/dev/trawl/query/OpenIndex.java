package dev.trawl.query;

import dev.trawl.query.lucene.IndexSearch;
import dev.trawl.query.lucene.TraceSearcher;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** An index that is open for reading, and what all questions to it need. Thread-safe. */
final class OpenIndex {
    private final TraceSearcher searcher;
    private final Clock clock;
    private volatile @Nullable List<TraceInfo> sessionCarriers;

    OpenIndex(TraceSearcher searcher, Clock clock) {
        this.searcher = searcher;
        this.clock = clock;
    }

    TraceSearcher searcher() {
        return searcher;
    }

    Clock clock() {
        return clock;
    }

    IndexSearch running(BoundSearch bound, SearchRequest request, SearchListener listener) {
        return new IndexSearch(searcher, bound.condition(), sessions(request.experimentIds()), listener);
    }

    /** What a request finds: documents by their numbers in the whole index. */
    FixedBitSet matching(SearchRequest request, SearchListener listener) throws IOException {
        return running(BoundSearch.of(request, clock), request, listener).matching();
    }

    /** The session-level assessments of some experiments; all of the index are read once, when first needed. */
    SessionAssessments sessions(List<String> experimentIds) {
        return new SessionAssessments(() -> sessionCarriers().stream()
                .filter(info -> experimentIds.isEmpty() || experimentIds.contains(info.experimentId())));
    }

    private List<TraceInfo> sessionCarriers() {
        var known = sessionCarriers;
        if (known == null) {
            try {
                known = IndexSearch.sessionCarriers(searcher);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sessionCarriers = known;
        }
        return known;
    }
}
