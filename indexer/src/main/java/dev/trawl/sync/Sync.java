package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
    private final String serverVersion;
    private final TraceIndexWriter writer;
    private final Clock clock;

    /**
     * A refresh. The client and the writer stay the caller's to close.
     *
     * @param serverVersion as {@link MlflowClient#version} has found it
     */
    public Sync(MlflowClient client, String serverVersion, TraceIndexWriter writer, Clock clock) {
        this.client = client;
        this.serverVersion = serverVersion;
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
        try (var workers = new Workers(client.concurrency())) {
            var refresh = new Refresh(
                    client, writer, clock, request, new Commits(writer, clock, workers), new Tally(), workers);
            var chosen = ChosenExperiments.of(refresh);
            var stoppedBy = run(refresh, chosen, listener);
            refresh.commits().commit();
            return new SyncReport(
                    refresh.source(),
                    serverVersion,
                    chosen.experiments().size(),
                    refresh.tally().counts(),
                    refresh.tally().lateTruth(),
                    refresh.tally().waiting(),
                    refresh.tally().failures(),
                    client.bytesReceived() - bytesBefore,
                    Duration.between(start, clock.instant()),
                    stoppedBy);
        }
    }

    /** What ended it early, if anything did. */
    private static Optional<MlflowException> run(Refresh refresh, ChosenExperiments chosen, SyncListener listener)
            throws IOException {
        var experiments = chosen.experiments();
        RunLinks.noteUnasked(refresh, chosen);
        PromptLinks.noteUnasked(refresh, chosen);
        try {
            var progress = new ProgressReport(refresh, listener, experiments.size());
            // Whoever asks about several experiments is refused for one that is forbidden.
            readLinks(refresh, chosen, new StaggeredSync(refresh, progress).read(chosen));
            return Optional.empty();
        } catch (MlflowException e) {
            return Optional.of(e);
        }
    }

    /** What was read is written meanwhile, rather than while the server has nothing to do. */
    private static void readLinks(Refresh refresh, ChosenExperiments chosen, List<Experiment> experiments)
            throws IOException {
        try (var writing = refresh.workers().job()) {
            var written = writing.submit(refresh.writer()::flush);
            try {
                new RunLinks(refresh, experiments).read(chosen::reconciling);
                new PromptLinks(refresh, experiments).read(chosen.reconcilingAny(), chosen.fromMs());
            } finally {
                writing.join(written);
            }
        }
    }
}
