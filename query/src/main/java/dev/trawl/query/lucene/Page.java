package dev.trawl.query.lucene;

import dev.trawl.query.Hit;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SearchResult;
import dev.trawl.query.SortPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Fills one page with the candidates that satisfy the condition, and checks no more of them than that takes. */
final class Page {
    /** Candidates that are looked at first, beyond the page's own size; more and more if they do not fill it. */
    static final int FIRST_LOOK = 32;

    static final int LONGEST_LOOK = 4_096;

    private final OrderedCandidates candidates;
    private final Checker checker;
    private final long offset;
    private final long end;

    /**
     * A page.
     *
     * @param limit traces on the page; {@value SearchRequest#ALL} for all behind the offset
     */
    Page(OrderedCandidates candidates, Checker checker, int offset, int limit) {
        this.candidates = candidates;
        this.checker = checker;
        this.offset = offset;
        this.end = limit == SearchRequest.ALL ? Long.MAX_VALUE : (long) offset + limit;
    }

    /**
     * Fills the page.
     *
     * @param mostChecks traces to check at most, roughly
     * @return nothing if that was not enough, or would not be if the rest is like what was checked
     */
    Optional<SearchResult> filled(long mostChecks) throws IOException {
        var matching = new ArrayList<Candidate>();
        long looked = 0;
        long passed = 0;
        boolean more = false;
        int look = (int) Math.min(LONGEST_LOOK, Math.min(end, LONGEST_LOOK) + FIRST_LOOK);
        boolean goesOn;
        do {
            var next = candidates.next(look);
            for (var match : checker.matching(next, candidates.size())) {
                if (passed >= offset && passed < end) {
                    matching.add(match);
                }
                more |= passed >= end;
                passed++;
            }
            looked += next.size();
            goesOn = !more && next.size() == look;
            if (goesOn && checker.checked() + checksToCome(looked, passed) > mostChecks) {
                return Optional.empty();
            }
            look = Math.min(LONGEST_LOOK, look * 2);
        } while (goesOn);
        var next = more && !matching.isEmpty()
                ? Optional.of(candidates.position(matching.getLast()))
                : Optional.<SortPosition>empty();
        return Optional.of(
                new SearchResult(hits(matching), more ? OptionalLong.empty() : OptionalLong.of(passed), next));
    }

    /** If as many of the candidates match as did so far; none are foreseen before the first that does. */
    private long checksToCome(long looked, long passed) {
        if (passed == 0) {
            return 0;
        }
        double wanted = (double) (end - passed) * looked / passed;
        double left = (double) candidates.size() - looked;
        return (long) (Math.min(wanted, left) * checker.checked() / looked);
    }

    private static List<Hit> hits(List<Candidate> candidates) throws IOException {
        var hits = new ArrayList<Hit>(candidates.size());
        for (var candidate : candidates) {
            hits.add(candidate.hit());
        }
        return hits;
    }
}
