package dev.trawl.query.stats;

import java.time.Duration;
import java.util.List;

/**
 * Cuts time into stretches of equal length, in UTC: at full minutes, hours, days as the length has it, whole weeks on
 * Mondays.
 *
 * @param width milliseconds, at least 1
 */
public record TimeGrid(long width) {
    private static final long WEEK = Duration.ofDays(7).toMillis();

    /** The epoch began on a Thursday. */
    private static final long FIRST_MONDAY = Duration.ofDays(4).toMillis();

    private static final List<Duration> WIDTHS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(28));

    public TimeGrid {
        if (width < 1) {
            throw new IllegalArgumentException("a stretch of " + width + " ms");
        }
    }

    /**
     * The finest grid of a usual length that has at most so many stretches from one time to another.
     *
     * @param first milliseconds since the epoch, as the last is
     */
    public static TimeGrid covering(long first, long last, int most) {
        for (var width : WIDTHS) {
            var grid = new TimeGrid(width.toMillis());
            if (grid.stretches(first, last) <= most) {
                return grid;
            }
        }
        long year = Duration.ofDays(364).toMillis();
        return new TimeGrid(Math.multiplyExact(year, Math.max(1, (last - first) / year / most + 1)));
    }

    /** Where the stretch begins that a time lies in. */
    public long start(long time) {
        long origin = width % WEEK == 0 ? FIRST_MONDAY : 0;
        return Math.floorDiv(time - origin, width) * width + origin;
    }

    /** How many stretches two times and all between them lie in. */
    public long stretches(long first, long last) {
        return (start(last) - start(first)) / width + 1;
    }
}
