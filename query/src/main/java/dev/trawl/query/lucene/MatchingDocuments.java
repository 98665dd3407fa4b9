package dev.trawl.query.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Gathers all documents that satisfy a condition, by their numbers in the whole index. */
final class MatchingDocuments {
    private MatchingDocuments() {}

    /**
     * Gathers them.
     *
     * @param size of the index, deleted documents included
     * @param mostOpen how many candidates may have to be checked at most
     * @return nothing if more of them would have to be
     */
    static Optional<FixedBitSet> of(List<SegmentCandidates> segments, int size, long mostOpen, Checker checker)
            throws IOException {
        var matching = new FixedBitSet(size);
        var open = new ArrayList<Candidate>();
        for (var segment : segments) {
            for (int document = segment.advance(0);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = segment.advance(document + 1)) {
                var candidate = segment.current();
                if (candidate.certain()) {
                    matching.set(candidate.number());
                } else if (open.size() < mostOpen) {
                    open.add(candidate);
                } else {
                    return Optional.empty();
                }
            }
        }
        checker.matching(open, open.size()).forEach(match -> matching.set(match.number()));
        return Optional.of(matching);
    }
}
