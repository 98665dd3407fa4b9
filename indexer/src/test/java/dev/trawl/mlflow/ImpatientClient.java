package dev.trawl.mlflow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Clients that try again without waiting. */
public final class ImpatientClient {
    private ImpatientClient() {}

    public static MlflowClient of(FakeMlflow server) throws MlflowException {
        return of(server, "", ClientLimits.DEFAULT_CONCURRENCY);
    }

    /** Asks for a workspace, unless its name is empty. */
    public static MlflowClient of(FakeMlflow server, String workspace, int concurrency) throws MlflowException {
        var limits = new ClientLimits(
                new Retries(3, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                concurrency);
        var connection = MlflowConnection.from(
                Optional.of(server.address()), Map.of("MLFLOW_WORKSPACE", workspace), Path.of("/nonexistent"));
        return new MlflowClient(connection, limits, pause -> {});
    }
}
