package dev.trawl.query.stats;

import java.util.List;

/**
 * What sets two selections of traces apart.
 *
 * @param a how many traces are in the first selection
 * @param b how many are in the second one
 * @param differences conditions that hold for a larger share of the first than of the second, the clearest first
 * @param numbers how the numbers of both are spread
 * @param asked fields that a filter names: they differ because they were asked to, and are left out
 */
public record Comparison(long a, long b, List<Difference> differences, List<Spread> numbers, List<String> asked) {
    public Comparison {
        differences = List.copyOf(differences);
        numbers = List.copyOf(numbers);
        asked = List.copyOf(asked);
    }

    /** The comparison of two selections of which at least one is empty. */
    public static Comparison ofNothing(long a, long b) {
        return new Comparison(a, b, List.of(), List.of(), List.of());
    }

    /** Whether a selection is empty, so that there is nothing to compare. */
    public boolean isOfNothing() {
        return a == 0 || b == 0;
    }

    /**
     * A condition that holds more often in the first selection.
     *
     * @param condition as it is written in a filter
     * @param a for how many of the first selection it holds
     * @param b for how many of the second one
     * @param sureDifference by how much the shares differ at least, 0 to 1, as far as so few traces can tell; never 0
     */
    public record Difference(String condition, long a, long b, double sureDifference) {}

    /**
     * A number in both selections; empty statistics where nobody has one.
     *
     * @param field as it is written in a filter
     * @param a medians and so on of the first selection
     * @param b those of the second one
     */
    public record Spread(String field, Statistics a, Statistics b) {}

    /**
     * The numbers of one selection.
     *
     * @param traces how many have one
     * @param median not a number if there are none, as are the others
     */
    public record Statistics(long traces, double median, double p95) {
        static Statistics of(Numbers numbers) {
            return numbers.size() == 0
                    ? new Statistics(0, Double.NaN, Double.NaN)
                    : new Statistics(numbers.size(), numbers.percentile(0.5), numbers.percentile(0.95));
        }
    }
}
