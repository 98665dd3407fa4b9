package dev.trawl.query.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import org.apache.lucene.util.IntroSelector;

/** The numbers of a group, kept until all are there. Not thread-safe. */
final class Numbers {
    private static final int FIRST_ROOM = 4;

    /** Below this all whole numbers are doubles, and a sum of some thousands of them is a long. */
    private static final double SAFE = 1e15;

    private static final double PARTS = 1e6;
    private static final int SCALE = 6;

    private double[] values = new double[FIRST_ROOM];
    private int size;
    private boolean sorted;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
        }
        values[size++] = value;
        sorted = false;
    }

    void add(Numbers more) {
        int together = Math.addExact(size, more.size);
        if (together > values.length) {
            values = Arrays.copyOf(values, together);
        }
        System.arraycopy(more.values, 0, values, size, more.size);
        size = together;
        sorted = false;
    }

    int size() {
        return size;
    }

    /** Nothing if there are no numbers; the count of the group is not asked here. */
    Optional<BigDecimal> of(Aggregate aggregate) {
        if (size == 0) {
            return Optional.empty();
        }
        return Optional.of(
                switch (aggregate) {
                    case Aggregate.Count count -> BigDecimal.valueOf(size);
                    case Aggregate.Percentile percentile -> decimal(percentile(percentile.share()));
                    case Aggregate.Average average ->
                        decimal(sum().divide(BigDecimal.valueOf(size), MathContext.DECIMAL64)
                                .doubleValue());
                    case Aggregate.Sum sum -> plain(sum());
                    case Aggregate.Least least -> decimal(least());
                    case Aggregate.Greatest greatest -> decimal(greatest());
                });
    }

    private double least() {
        return Arrays.stream(values, 0, size).min().orElseThrow();
    }

    private double greatest() {
        return Arrays.stream(values, 0, size).max().orElseThrow();
    }

    double percentile(double share) {
        double place = share * (size - 1);
        int below = (int) Math.floor(place);
        double beyond = place - below;
        double lower = ranked(below);
        return beyond == 0 ? lower : between(lower, leastFrom(below + 1), beyond);
    }

    /** As MLflow computes it (mlflow/store/db/utils.py 3.17.2, {@code PercentileAggregate}): 22 is 0.95 of the way from 3 to 23. */
    private static double between(double lower, double upper, double share) {
        double difference = upper - lower;
        return Double.isInfinite(difference) ? lower * (1 - share) + upper * share : lower + share * difference;
    }

    /** The number that stands at a place when all are sorted; then no number in front of it is greater, none behind smaller. */
    private double ranked(int place) {
        if (!sorted) {
            new Selection().select(0, size, place);
        }
        return values[place];
    }

    private double leastFrom(int place) {
        return sorted ? values[place] : Arrays.stream(values, place, size).min().orElseThrow();
    }

    /** Finds a place without sorting the rest. */
    private final class Selection extends IntroSelector {
        private double pivot;

        @Override
        protected void setPivot(int i) {
            pivot = values[i];
        }

        @Override
        protected int comparePivot(int j) {
            return Double.compare(pivot, values[j]);
        }

        @Override
        protected void swap(int i, int j) {
            double moved = values[i];
            values[i] = values[j];
            values[j] = moved;
        }
    }

    /** Ascending; those from {@link #size} on mean nothing. */
    double[] sorted() {
        if (!sorted) {
            Arrays.parallelSort(values, 0, size);
            sorted = true;
        }
        return values;
    }

    /** Exact in decimal: 0.1 and 0.2 are 0.3. */
    private BigDecimal sum() {
        var sum = BigDecimal.ZERO;
        long parts = 0;
        for (int i = 0; i < size; i++) {
            double scaled = Math.rint(values[i] * PARTS);
            if (Math.abs(scaled) < SAFE && scaled / PARTS == values[i] && Math.abs(parts) < Long.MAX_VALUE / 2) {
                parts += (long) scaled;
            } else {
                sum = sum.add(new BigDecimal(Double.toString(values[i])));
            }
        }
        return sum.add(BigDecimal.valueOf(parts, SCALE));
    }

    private static BigDecimal decimal(double number) {
        return plain(new BigDecimal(Double.toString(number)));
    }

    /** Without zeros at the end and without an exponent. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
