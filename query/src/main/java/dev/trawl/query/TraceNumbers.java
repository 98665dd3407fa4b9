package dev.trawl.query;

import dev.trawl.query.bind.Binder;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.columns.KeyColumns;
import dev.trawl.query.lucene.Absences;
import dev.trawl.query.stats.Comparing;
import dev.trawl.query.stats.Comparison;
import dev.trawl.query.stats.Facets;
import dev.trawl.query.stats.GroupKey;
import dev.trawl.query.stats.GroupedCount;
import dev.trawl.query.stats.Histogram;
import dev.trawl.query.stats.Question;
import dev.trawl.query.stats.Stats;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.query.stats.TimeGrid;
import dev.trawl.query.stats.TimeLine;
import dev.trawl.query.stats.TimeRange;
import dev.trawl.query.stats.TooManyBarsException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Counts the traces of an open {@link TraceSearch} and their spans. Thread-safe, as long as that one is open. */
@SuppressWarnings("exports") // the package of numbers is exported to the command line alone, which is who asks for them
public final class TraceNumbers {
    private static final int USUAL_BARS = 40;

    private final DirectoryReader reader;
    private final OpenIndex index;
    private volatile @Nullable KeyColumns keyColumns;

    TraceNumbers(DirectoryReader reader, OpenIndex index) {
        this.reader = reader;
        this.index = index;
    }

    /**
     * Counts in groups, exactly.
     *
     * @throws FilterException if the filter, a field or a metric means nothing
     */
    public Stats stats(StatsRequest request, SearchListener listener) throws IOException {
        var question = Question.of(request, index.clock());
        return stats(request.traces(), index.matching(request.traces(), listener), question, listener);
    }

    /**
     * Counts over time.
     *
     * @param request one metric, groups by nothing
     * @param width of a stretch of time; empty for one that makes at most {@value #USUAL_BARS} of them
     * @return nothing if the filter selects no traces
     * @throws FilterException if the filter or the metric means nothing
     * @throws TooManyBarsException if the width is too small for the time between the first trace and the last
     */
    public Optional<Histogram> histogram(StatsRequest request, Optional<Duration> width, SearchListener listener)
            throws IOException {
        Question.of(request, index.clock());
        var matching = index.matching(request.traces(), listener);
        var range = TimeRange.of(index.searcher(), matching);
        if (range.isEmpty()) {
            return Optional.empty();
        }
        var grid = width.map(wanted -> new TimeGrid(wanted.toMillis()))
                .orElseGet(
                        () -> TimeGrid.covering(range.get().first(), range.get().last(), USUAL_BARS));
        long bars = grid.stretches(range.get().first(), range.get().last());
        if (bars > Histogram.MOST) {
            throw new TooManyBarsException(bars);
        }
        var status = new GroupKey.Field(BoundField.named("status"));
        return Optional.of(TimeLine.of(
                range.get(),
                grid,
                more -> stats(request.traces(), matching, Question.of(request, index.clock(), more), listener),
                status));
    }

    /**
     * The most frequent values of every key.
     *
     * @param top values of each
     * @throws FilterException if the filter means nothing
     */
    public Facets facets(SearchRequest request, int top, SearchListener listener) throws IOException {
        return Facets.of(
                index.searcher(),
                keyColumns(listener),
                index.matching(request, listener),
                index.sessions(request.experimentIds()),
                top,
                listener);
    }

    /**
     * What sets the traces of one filter apart from those of another.
     *
     * @param b of the same experiments; empty for all traces that the first filter does not select
     * @return {@linkplain Comparison#isOfNothing of nothing} if a filter selects no traces, or the first one all and there
     *     is no second one
     * @throws FilterException if a filter means nothing
     */
    public Comparison compare(SearchRequest a, Optional<SearchRequest> b, SearchListener listener) throws IOException {
        var conditions = new ArrayList<Condition>();
        conditions.add(Binder.bind(a.filter(), !a.strict(), index.clock()));
        b.ifPresent(other -> conditions.add(RequestPart.OTHER_FILTER.read(
                other.filter(), filter -> Binder.bind(filter, !other.strict(), index.clock()))));
        var first = index.matching(a, listener);
        var second = index.matching(b.orElse(a.withFilter("")), listener);
        if (b.isEmpty()) {
            second.andNot(first);
        }
        return first.cardinality() == 0 || second.cardinality() == 0
                ? Comparison.ofNothing(first.cardinality(), second.cardinality())
                : new Comparing(
                                index.searcher(),
                                keyColumns(listener),
                                first,
                                second,
                                conditions,
                                index.sessions(a.experimentIds()),
                                listener)
                        .compared();
    }

    /** Read when first needed, and kept. */
    private KeyColumns keyColumns(SearchListener listener) throws IOException {
        var known = keyColumns;
        if (known == null) {
            known = KeyColumns.of(reader, index.searcher().getTaskExecutor(), listener);
            keyColumns = known;
        }
        return known;
    }

    private Stats stats(SearchRequest traces, FixedBitSet matching, Question question, SearchListener listener)
            throws IOException {
        return new GroupedCount(index.searcher(), matching, index.sessions(traces.experimentIds()), question, listener)
                .counted();
    }

    /**
     * Which of the fields by which is grouped, or that are worked out, the index has not at all.
     *
     * @throws FilterException if one means nothing
     */
    public List<String> absent(StatsRequest request) throws IOException {
        return Absences.among(Question.of(request, index.clock()).fields(), reader);
    }
}
