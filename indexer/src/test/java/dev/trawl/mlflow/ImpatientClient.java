package dev.trawl.mlflow;

import java.time.Duration;

/** Clients that try again without waiting. */
public final class ImpatientClient {
    private ImpatientClient() {}

    public static MlflowClient of(FakeMlflow server) throws MlflowException {
        var limits = new ClientLimits(
                new Retries(3, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
        return new MlflowClient(MlflowConnection.to(server.address()), limits, pause -> {});
    }
}
