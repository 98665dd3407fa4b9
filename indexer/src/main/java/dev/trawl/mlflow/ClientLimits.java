package dev.trawl.mlflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long a client waits and how often it asks again.
 *
 * @param connectTimeout for a connection to stand
 * @param readTimeout without a single byte; a batch of large traces keeps a server busy for long before the first one
 */
public record ClientLimits(Retries retries, Duration connectTimeout, Duration readTimeout) {
    /** MLflow refuses more (mlflow/environment_variables.py, 3.17.2). */
    private static final int MOST_RETRIES = 10;

    /** The read timeout is that of MLflow's client ({@code MLFLOW_HTTP_REQUEST_TIMEOUT}). */
    public static final ClientLimits DEFAULT =
            new ClientLimits(Retries.DEFAULT, Duration.ofSeconds(10), Duration.ofSeconds(120));

    /** Those of MLflow's variables {@code MLFLOW_HTTP_REQUEST_MAX_RETRIES} and {@code MLFLOW_HTTP_REQUEST_TIMEOUT}. */
    public static ClientLimits from(Map<String, String> environment) {
        var retries = number(environment, "MLFLOW_HTTP_REQUEST_MAX_RETRIES")
                .map(most -> Retries.DEFAULT.withAttempts(Math.min(most, MOST_RETRIES) + 1));
        var timeout = number(environment, "MLFLOW_HTTP_REQUEST_TIMEOUT").map(Duration::ofSeconds);
        return new ClientLimits(
                retries.orElse(Retries.DEFAULT), DEFAULT.connectTimeout(), timeout.orElse(DEFAULT.readTimeout()));
    }

    private static Optional<Integer> number(Map<String, String> environment, String name) {
        return Variables.value(environment, name)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::valueOf);
    }
}
