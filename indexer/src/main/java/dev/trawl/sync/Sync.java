package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One refresh of an index from one server: each experiment's traces, then the links between traces, runs and prompts.
 *
 * <p>Documents and checkpoint are committed together, every half minute. So a refresh may be killed at any moment; the
 * next one goes on from there and ends with the index that an undisturbed one would have made. One bad trace or
 * experiment does not stop the rest. On a server that has not changed, a second refresh transfers no spans and writes
 * nothing but the checkpoint.
 */
public final class Sync {
    private final MlflowClient client;
    private final TraceIndexWriter writer;
    private final Clock clock;

    /** The client and the writer stay the caller's to close. */
    public Sync(MlflowClient client, TraceIndexWriter writer, Clock clock) {
        this.client = client;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Reads what is new on the server, or was not finished the last time, into the index.
     *
     * @return what was done, also when trouble with the server ended it early
     * @throws MlflowException if it could not begin: nobody answers, an experiment is unknown, …
     * @throws IOException if the index cannot be written
     */
    public SyncReport run(SyncRequest request, SyncListener listener) throws IOException {
        var start = clock.instant();
        long bytesBefore = client.bytesReceived();
        var version = client.version();
        var refresh = new Refresh(client, writer, clock, request, new Commits(writer, clock), new Tally());
        var chosen = ChosenExperiments.of(refresh);
        var stoppedBy = run(refresh, chosen, listener);
        refresh.commits().commit();
        return new SyncReport(
                refresh.source(),
                version,
                chosen.experiments().size(),
                refresh.tally().counts(),
                refresh.tally().lateTruth(),
                refresh.tally().waiting(),
                refresh.tally().failures(),
                client.bytesReceived() - bytesBefore,
                Duration.between(start, clock.instant()),
                stoppedBy);
    }

    /** What ended it early, if anything did. */
    private static Optional<MlflowException> run(Refresh refresh, ChosenExperiments chosen, SyncListener listener)
            throws IOException {
        var experiments = chosen.experiments();
        var progress = new ProgressReport(refresh, listener, experiments.size());
        long fromMs = chosen.fromMs();
        try {
            for (int i = 0; i < experiments.size(); i++) {
                var experiment = experiments.get(i);
                progress.begin(experiment, i + 1);
                tolerating(refresh, experiment, () -> new ExperimentSync(refresh, experiment, progress).run());
            }
            var links = new RunLinks(refresh, experiments);
            for (var experiment : experiments) {
                tolerating(refresh, experiment, () -> links.read(experiment, chosen.reconciling(experiment)));
            }
            new PromptLinks(refresh, experiments).read(chosen.reconcilingAny(), fromMs);
            return Optional.empty();
        } catch (MlflowException e) {
            return Optional.of(e);
        }
    }

    private static void tolerating(Refresh refresh, Experiment experiment, Workers.Work work) throws IOException {
        try {
            work.run();
        } catch (MlflowException e) {
            if (e.kind().concernsWholeServer()) {
                throw e;
            }
            refresh.tally()
                    .failed(
                            "experiment " + experiment.id() + " (" + experiment.name() + ")",
                            String.valueOf(e.getMessage()));
        }
    }
}
