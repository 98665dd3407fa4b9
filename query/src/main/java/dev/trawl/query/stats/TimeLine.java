package dev.trawl.query.stats;

import dev.trawl.query.stats.Histogram.Bar;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link Histogram} out of groups by time. */
public final class TimeLine {
    private TimeLine() {}

    /** Counts something. */
    public interface Counting {
        Stats counted(GroupKey... more) throws IOException;
    }

    /**
     * Makes a histogram.
     *
     * @param range when the first and the last trace began
     * @param counting groups by nothing but what it is given
     * @param status the field by whose value ERROR errors are known
     */
    public static Histogram of(TimeRange range, TimeGrid grid, Counting counting, GroupKey status) throws IOException {
        var stats = counting.counted(new GroupKey.Time(grid));
        var errors = new HashMap<String, Long>();
        for (var group : counting.counted(new GroupKey.Time(grid), status).groups()) {
            if (group.key().get(1).equals(Optional.of("ERROR"))) {
                errors.put(group.key().getFirst().orElseThrow(), group.count());
            }
        }
        var byStart = new HashMap<Long, Bar>();
        for (var group : stats.groups()) {
            var start = group.key().getFirst().orElseThrow();
            byStart.put(
                    Long.valueOf(start),
                    new Bar(
                            Long.parseLong(start),
                            group.count(),
                            errors.getOrDefault(start, 0L),
                            group.numbers().getFirst()));
        }
        return new Histogram(
                stats.unit(), stats.metrics().getFirst(), grid, stats.total(), bars(range, grid, byStart, stats));
    }

    private static List<Bar> bars(TimeRange range, TimeGrid grid, Map<Long, Bar> byStart, Stats stats) {
        var metric = stats.metrics().getFirst();
        var none = metric.field().isEmpty() ? Optional.of(BigDecimal.ZERO) : Optional.<BigDecimal>empty();
        var bars = new ArrayList<Bar>();
        for (long start = grid.start(range.first()); start <= range.last(); start += grid.width()) {
            var bar = byStart.get(start);
            bars.add(bar == null ? new Bar(start, 0, 0, none) : bar);
        }
        return bars;
    }
}
