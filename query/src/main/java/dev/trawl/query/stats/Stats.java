package dev.trawl.query.stats;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What was worked out.
 *
 * @param unit what was counted
 * @param by what makes the groups
 * @param total how many traces or spans there are in all; one that has two values of a field is in two groups
 * @param groups greatest first by the first metric, then by size, then by their values
 */
public record Stats(Unit unit, List<GroupKey> by, List<Metric> metrics, long total, List<Group> groups) {
    public Stats {
        by = List.copyOf(by);
        metrics = List.copyOf(metrics);
        groups = List.copyOf(groups);
    }

    /** What is counted. */
    public enum Unit {
        TRACE,
        SPAN
    }

    /**
     * The traces or spans that have the same values.
     *
     * @param key a value for each field; nothing for those without one
     * @param count how many there are
     * @param numbers a number for each metric; nothing where no member has a value
     */
    public record Group(List<Optional<String>> key, long count, List<Optional<BigDecimal>> numbers) {
        public Group {
            key = List.copyOf(key);
            numbers = List.copyOf(numbers);
        }
    }
}
