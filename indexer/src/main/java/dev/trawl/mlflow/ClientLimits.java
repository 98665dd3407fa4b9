package dev.trawl.mlflow;

import java.time.Duration;

/**
 * How long a client waits and how often it asks again.
 *
 * @param connectTimeout for a connection to stand
 * @param readTimeout without a single byte; a batch of large traces keeps a server busy for long before the first one
 */
public record ClientLimits(Retries retries, Duration connectTimeout, Duration readTimeout) {
    /** The read timeout is that of MLflow's client ({@code MLFLOW_HTTP_REQUEST_TIMEOUT}). */
    public static final ClientLimits DEFAULT =
            new ClientLimits(Retries.DEFAULT, Duration.ofSeconds(10), Duration.ofSeconds(120));
}
