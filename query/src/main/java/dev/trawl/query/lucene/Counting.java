package dev.trawl.query.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * Candidates to be counted.
 *
 * @param certain how many need no check
 * @param open those that do
 * @param complete whether these are all there are
 */
record Counting(long certain, List<Candidate> open, boolean complete) {

    /**
     * Gathers candidates.
     *
     * @param mostOpen where to stop
     */
    static Counting of(List<SegmentCandidates> segments, long mostOpen) throws IOException {
        long certain = 0;
        var open = new ArrayList<Candidate>();
        for (var segment : segments) {
            for (int document = segment.advance(0);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = segment.advance(document + 1)) {
                var candidate = segment.current();
                if (candidate.certain()) {
                    certain++;
                } else if (open.size() < mostOpen) {
                    open.add(candidate);
                } else {
                    return new Counting(certain, open, false);
                }
            }
        }
        return new Counting(certain, open, true);
    }

    long count(Checker checker) throws IOException {
        return certain + checker.matching(open, open.size()).size();
    }
}
