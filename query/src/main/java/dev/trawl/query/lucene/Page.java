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

/**
 * Fills one page with the candidates that satisfy the condition, and checks no more of them than that takes. Candidates of one kind may be
 * followed by those of another kind that stand behind them in the same order.
 */
final class Page {
    /** Candidates that are looked at first, beyond the page's own size; more and more if they do not fill it. */
    static final int FIRST_LOOK = 32;

    static final int LONGEST_LOOK = 4_096;

    private final Checker checker;
    private final long offset;
    private final long end;
    private final List<Candidate> matching = new ArrayList<>();
    private long passed;
    private boolean more;

    /** Where the last trace on the page stands, and the last one that was looked at. */
    private Optional<SortPosition> last = Optional.empty();

    private Optional<SortPosition> reached = Optional.empty();

    /**
     * An empty page.
     *
     * @param limit traces on the page; {@value SearchRequest#ALL} for all behind the offset
     */
    Page(Checker checker, int offset, int limit) {
        this.checker = checker;
        this.offset = offset;
        this.end = limit == SearchRequest.ALL ? Long.MAX_VALUE : (long) offset + limit;
    }

    /** Fills the page. */
    void fill(OrderedCandidates candidates) throws IOException {
        fill(candidates, Long.MAX_VALUE, (int)
                Math.min(LONGEST_LOOK, Math.min(end - passed, LONGEST_LOOK) + FIRST_LOOK));
    }

    /**
     * Fills the page, as long as that pays.
     *
     * @param mostChecks traces to check at most, roughly
     * @return false if that was not enough, or would not be if the rest is like what was checked
     */
    boolean fill(OrderedCandidates candidates, long mostChecks) throws IOException {
        return fill(candidates, mostChecks, FIRST_LOOK);
    }

    private boolean fill(OrderedCandidates candidates, long mostChecks, int firstLook) throws IOException {
        long looked = 0;
        long matched = 0;
        int look = firstLook;
        boolean goesOn;
        do {
            var next = candidates.next(look);
            int before = matching.size();
            for (var match : checker.matching(next, candidates.size())) {
                matched++;
                if (passed >= offset && passed < end) {
                    matching.add(match);
                }
                more |= passed >= end;
                passed++;
            }
            if (matching.size() > before) {
                last = Optional.of(candidates.position(matching.getLast()));
            }
            looked += next.size();
            goesOn = !more && next.size() == look;
            if (goesOn && checker.checked() + checksToCome(candidates, looked) > mostChecks) {
                reached = Optional.of(candidates.position(next.getLast()));
                return false;
            }
            look = nextLook(looked, matched, look);
        } while (goesOn);
        return true;
    }

    /** As many candidates as will fill the page, if as many match as did so far, and a few more; twice as many as before if none did. */
    private int nextLook(long looked, long matched, int before) {
        double wanted = matched == 0 ? 2.0 * before : (double) (end - passed) * looked / matched + FIRST_LOOK;
        return (int) Math.min(LONGEST_LOOK, wanted);
    }

    /** If as many of the candidates match as did so far; none are foreseen before the first that does. */
    private long checksToCome(OrderedCandidates candidates, long looked) {
        if (passed == 0) {
            return 0;
        }
        double wanted = (double) (end - passed) * looked / passed;
        double left = (double) candidates.size() - looked;
        return (long) (Math.min(wanted, left) * checker.checked() / looked);
    }

    /** Where those begin behind that were not looked at, if the page was not filled. */
    Optional<SortPosition> reached() {
        return reached;
    }

    /** What is on the page. The total is known if all candidates were looked at. */
    SearchResult result() throws IOException {
        var hits = new ArrayList<Hit>(matching.size());
        for (var candidate : matching) {
            hits.add(candidate.hit());
        }
        return new SearchResult(
                hits, more ? OptionalLong.empty() : OptionalLong.of(passed), more ? last : Optional.empty());
    }
}
