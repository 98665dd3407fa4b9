package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowException;
import java.time.Clock;

/** What all parts of one refresh share. */
record Refresh(
        MlflowClient client,
        TraceIndexWriter writer,
        Clock clock,
        SyncRequest request,
        Commits commits,
        Tally tally,
        Workers workers) {
    HeldTraces held() {
        return new HeldTraces(writer);
    }

    String source() {
        return client.connection().source();
    }

    Checkpoints.Place place(String experimentId) {
        return new Checkpoints.Place(source(), experimentId);
    }

    /** One experiment's failure does not stop the others, unless it concerns them, too. */
    void tolerate(Experiment experiment, MlflowException failure) throws MlflowException {
        if (failure.kind().concernsWholeServer()) {
            throw failure;
        }
        tally.failed(
                "experiment " + experiment.id() + " (" + experiment.name() + ")", String.valueOf(failure.getMessage()));
    }
}
