package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.CompiledFilter;
import dev.trawl.query.HitReceiver;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchResult;
import dev.trawl.query.SortPosition;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SortOrder;
import dev.trawl.query.scan.ScanEvaluator;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.FixedBitSet;

/**
 * Runs a condition against an index: candidates from the compiled queries, each one checked if need be.
 *
 * <p>There are two ways to find candidates for text. The quick one looks up a few terms and may leave much to check. The
 * thorough one searches the dictionary of all words first, which takes longer than most searches do, and leaves little or
 * nothing to check. So the quick way is tried until it has checked {@value #QUICK_CHECKS} traces in vain, or a
 * page foresees that it will.
 */
public final class IndexSearch {
    private static final int QUICK_CHECKS = 500;

    private final TraceSearcher searcher;
    private final Condition condition;
    private final SessionAssessments sessions;
    private final SearchListener listener;

    /**
     * A search.
     *
     * @param sessions the session-level assessments of the traces that are searched
     */
    public IndexSearch(
            TraceSearcher searcher, Condition condition, SessionAssessments sessions, SearchListener listener) {
        this.searcher = searcher;
        this.condition = condition;
        this.sessions = sessions;
        this.listener = listener;
    }

    /**
     * A page of what satisfies the condition.
     *
     * @param after where the page begins behind; empty for the beginning of the order
     */
    public SearchResult page(SortOrder order, Optional<SortPosition> after, int offset, int limit) throws IOException {
        var quick = compiled(Effort.QUICK);
        var thorough = compiled(Effort.THOROUGH);
        var page = new Page(checker(), offset, limit);
        var used = quick;
        if (quick.isSameAs(thorough)) {
            page.fill(ordered(opened(quick), order, after));
        } else if (!page.fill(ordered(opened(quick), order, after), QUICK_CHECKS)) {
            used = thorough;
            page.fill(ordered(opened(thorough), order, page.reached()));
        }
        var result = page.result();
        if (result.total().isPresent() && after.isEmpty()) {
            return result;
        }
        var total = used.exact() ? OptionalLong.of(searcher.count(used.possible())) : OptionalLong.empty();
        return new SearchResult(result.hits(), total, result.next());
    }

    /**
     * Passes on all that satisfies the condition, as it is found, and keeps nothing of it.
     *
     * @param after where to begin behind; empty for the beginning of the order
     */
    public void each(SortOrder order, Optional<SortPosition> after, int offset, HitReceiver receiver)
            throws IOException {
        var ordered = ordered(opened(forAll()), order, after);
        var checker = checker();
        long passed = 0;
        int look = Page.FIRST_LOOK;
        for (var next = ordered.next(look); !next.isEmpty(); next = ordered.next(look)) {
            for (var match : checker.matching(next, ordered.size())) {
                if (passed++ >= offset) {
                    receiver.receive(match.hit());
                }
            }
            look = Math.min(Page.LONGEST_LOOK, look * 2);
        }
    }

    /** The candidates when all of them are to be decided: by the quick way if they are few or certain. */
    private Candidates forAll() throws IOException {
        var quick = compiled(Effort.QUICK);
        boolean few = quick.exact()
                || SegmentCandidates.uncertain(opened(quick), QUICK_CHECKS, certain -> {})
                        .isPresent();
        return few ? quick : compiled(Effort.THOROUGH);
    }

    private OrderedCandidates ordered(List<SegmentCandidates> segments, SortOrder order, Optional<SortPosition> after)
            throws IOException {
        return order.isNewestFirst()
                ? new NewestFirst(segments, after)
                : new ByColumns(segments, order, sessions, after);
    }

    /** How many traces satisfy the condition, exactly. */
    public long count() throws IOException {
        var quick = compiled(Effort.QUICK);
        if (quick.exact()) {
            return searcher.count(quick.possible());
        }
        var few = matching(quick, QUICK_CHECKS);
        if (few.isPresent()) {
            return few.get().cardinality();
        }
        var thorough = compiled(Effort.THOROUGH);
        return thorough.exact()
                ? searcher.count(thorough.possible())
                : matching(thorough, Long.MAX_VALUE).orElseThrow().cardinality();
    }

    /** All documents that satisfy the condition, by their numbers in the whole index. */
    public FixedBitSet matching() throws IOException {
        var quick = compiled(Effort.QUICK);
        var few = matching(quick, quick.exact() ? Long.MAX_VALUE : QUICK_CHECKS);
        return few.isPresent()
                ? few.get()
                : matching(compiled(Effort.THOROUGH), Long.MAX_VALUE).orElseThrow();
    }

    private Optional<FixedBitSet> matching(Candidates candidates, long mostChecks) throws IOException {
        var matching = new FixedBitSet(searcher.getIndexReader().maxDoc());
        var uncertain =
                SegmentCandidates.uncertain(opened(candidates), mostChecks, certain -> matching.set(certain.number()));
        if (uncertain.isEmpty()) {
            return Optional.empty();
        }
        checker().matching(uncertain.get(), uncertain.get().size()).forEach(match -> matching.set(match.number()));
        return Optional.of(matching);
    }

    /** How many traces the index lets through at most; those that it knows to match for certain need no check. */
    public long candidates() throws IOException {
        return searcher.count(compiled(Effort.THOROUGH).possible());
    }

    /** What the condition compiles to. */
    public CompiledFilter described() throws IOException {
        return QueryDescription.of(compiled(Effort.QUICK), compiled(Effort.THOROUGH), searcher.getIndexReader());
    }

    private Candidates compiled(Effort effort) throws IOException {
        return LuceneCompiler.compile(condition, searcher.getIndexReader(), sessions, effort);
    }

    private Checker checker() {
        return new Checker(searcher.getTaskExecutor(), ScanEvaluator.predicate(condition, sessions), listener);
    }

    private List<SegmentCandidates> opened(Candidates candidates) throws IOException {
        return opened(searcher, candidates);
    }

    private static List<SegmentCandidates> opened(IndexSearcher searcher, Candidates candidates) throws IOException {
        return searcher.getTaskExecutor().invokeAll(SegmentCandidates.of(searcher, candidates)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The traces that carry an assessment of their whole session. */
    public static List<TraceInfo> sessionCarriers(IndexSearcher searcher) throws IOException {
        var carriers = Candidates.exactly(new TermQuery(new Term(IndexField.HAS, Terms.of(IndexField.SESSION_PART))));
        var infos = new ArrayList<TraceInfo>();
        for (var segment : opened(searcher, carriers)) {
            for (var candidate : segment.all()) {
                infos.add(candidate.trace().info());
            }
        }
        return infos;
    }
}
