package dev.trawl.query.stats;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Traces or spans over time.
 *
 * @param total how many there are in all
 * @param bars from the first stretch of time in which there are some to the last, those without any included
 */
public record Histogram(Stats.Unit unit, Metric metric, TimeGrid grid, long total, List<Bar> bars) {
    /** Stretches that may be asked for: a longer picture tells nobody anything. */
    public static final int MOST = 100_000;

    public Histogram {
        bars = List.copyOf(bars);
    }

    /**
     * One stretch of time.
     *
     * @param start milliseconds since the epoch
     * @param count traces that began in it, or their spans
     * @param errors how many of the traces have status ERROR; of the spans those whose trace has it
     * @param number the metric; nothing where nobody has a value
     */
    public record Bar(long start, long count, long errors, Optional<BigDecimal> number) {}
}
