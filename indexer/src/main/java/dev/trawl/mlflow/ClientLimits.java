package dev.trawl.mlflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long a client waits, how often it asks again, and how much at the same time.
 *
 * @param connectTimeout for a connection to stand
 * @param readTimeout without a single byte; a batch of large traces keeps a server busy for long before the first one
 * @param concurrency calls that a server may have to answer at the same time, as long as it does well and they help
 */
public record ClientLimits(Retries retries, Duration connectTimeout, Duration readTimeout, int concurrency) {
    private static final String RETRIES = "MLFLOW_HTTP_REQUEST_MAX_RETRIES";
    private static final String TIMEOUT = "MLFLOW_HTTP_REQUEST_TIMEOUT";

    /** MLflow refuses more (mlflow/environment_variables.py, 3.17.2). */
    private static final int MOST_RETRIES = 10;

    /** As many as a server has workers by default. */
    public static final int DEFAULT_CONCURRENCY = 4;

    /** The read timeout is that of MLflow's client ({@code MLFLOW_HTTP_REQUEST_TIMEOUT}). */
    public static final ClientLimits DEFAULT =
            new ClientLimits(Retries.DEFAULT, Duration.ofSeconds(10), Duration.ofSeconds(120), DEFAULT_CONCURRENCY);

    /** For somebody who waits to hear whether a server answers at all. */
    public static final ClientLimits HASTY =
            new ClientLimits(Retries.DEFAULT.withAttempts(2), Duration.ofSeconds(10), Duration.ofSeconds(10), 1);

    public ClientLimits {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, not " + concurrency);
        }
    }

    /** Those of MLflow's variables {@code MLFLOW_HTTP_REQUEST_MAX_RETRIES} and {@code MLFLOW_HTTP_REQUEST_TIMEOUT}. */
    public static ClientLimits from(Map<String, String> environment) {
        return DEFAULT.with(environment);
    }

    /** The same, except for what these variables say. */
    public ClientLimits with(Map<String, String> environment) {
        var retries =
                number(environment, RETRIES).map(most -> this.retries.withAttempts(Math.min(most, MOST_RETRIES) + 1));
        var timeout = number(environment, TIMEOUT).map(Duration::ofSeconds);
        return new ClientLimits(retries.orElse(this.retries), connectTimeout, timeout.orElse(readTimeout), concurrency);
    }

    /** Those of these variables, with their values, that say no number and count as not set. */
    static Map<String, String> unreadable(Map<String, String> environment) {
        var unreadable = new TreeMap<String, String>();
        for (var limit : List.of(RETRIES, TIMEOUT)) {
            Variables.value(environment, limit)
                    .filter(value -> number(environment, limit).isEmpty())
                    .ifPresent(value -> unreadable.put(limit, value));
        }
        return unreadable;
    }

    public ClientLimits withConcurrency(int calls) {
        return new ClientLimits(retries, connectTimeout, readTimeout, calls);
    }

    private static Optional<Integer> number(Map<String, String> environment, String name) {
        return Variables.value(environment, name)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::valueOf);
    }
}
