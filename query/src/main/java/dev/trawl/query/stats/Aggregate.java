package dev.trawl.query.stats;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is worked out of the members of a group. */
public sealed interface Aggregate {
    /** How many members there are. */
    record Count() implements Aggregate {}

    /**
     * The number below which this share of the numbers lies, 0 to 1, between two of them on the straight line that joins them:
     * as in MLflow's own charts (mlflow/store/tracking/utils/sql_trace_metrics_utils.py 3.17.2,
     * {@code get_percentile_aggregation}), numpy and PERCENTILE_CONT.
     */
    record Percentile(double share) implements Aggregate {}

    record Average() implements Aggregate {}

    record Sum() implements Aggregate {}

    record Least() implements Aggregate {}

    record Greatest() implements Aggregate {}

    /** Reads {@code count}, {@code p95} or {@code p99.9}, {@code avg}, {@code sum}, {@code min} or {@code max}. */
    static Optional<Aggregate> named(String name) {
        return switch (name) {
            case "count" -> Optional.of(new Count());
            case "avg" -> Optional.of(new Average());
            case "sum" -> Optional.of(new Sum());
            case "min" -> Optional.of(new Least());
            case "max" -> Optional.of(new Greatest());
            default ->
                Pattern.matches("p(100(\\.0{1,9})?|[0-9]{1,2}(\\.[0-9]{1,9})?)", name)
                        ? Optional.of(percentile(name.substring(1)))
                        : Optional.empty();
        };
    }

    /** The share is rounded once, so that p99.9 of 1,001 numbers is one of them. */
    private static Percentile percentile(String percent) {
        return new Percentile(new BigDecimal(percent).movePointLeft(2).doubleValue());
    }
}
