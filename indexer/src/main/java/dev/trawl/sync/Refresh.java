package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.MlflowClient;
import java.time.Clock;

/** What all parts of one refresh share. */
record Refresh(
        MlflowClient client, TraceIndexWriter writer, Clock clock, SyncRequest request, Commits commits, Tally tally) {
    HeldTraces held() {
        return new HeldTraces(writer);
    }

    String source() {
        return client.connection().source();
    }

    Checkpoints.Place place(String experimentId) {
        return new Checkpoints.Place(source(), experimentId);
    }
}
