package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One refresh of an index from one server: each experiment's traces, then the links between traces and runs.
 *
 * <p>Documents and checkpoint are committed together, every half minute. So a refresh may be killed at any moment; the
 * next one goes on from there and ends with the index that an undisturbed one would have made. One bad trace or
 * experiment does not stop the rest. On a server that has not changed, a second refresh transfers no spans and writes
 * nothing.
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
        var experiments = experiments(request);
        var refresh = new Refresh(client, writer, clock, request, new Tally());
        var stoppedBy = run(refresh, experiments, listener);
        return new SyncReport(
                refresh.server(),
                version,
                experiments.size(),
                refresh.tally().counts(),
                refresh.tally().linkedRuns(),
                refresh.tally().failures(),
                client.bytesReceived() - bytesBefore,
                Duration.between(start, clock.instant()),
                stoppedBy);
    }

    private List<Experiment> experiments(SyncRequest request) throws IOException {
        if (request.experimentIds().isEmpty() && request.experimentNames().isEmpty()) {
            return client.experiments();
        }
        Map<String, Experiment> chosen = new LinkedHashMap<>();
        for (var id : request.experimentIds()) {
            chosen.putIfAbsent(id, client.experiment(id));
        }
        for (var name : request.experimentNames()) {
            var experiment = client.experimentNamed(name);
            chosen.putIfAbsent(experiment.id(), experiment);
        }
        return List.copyOf(chosen.values());
    }

    /** What ended it early, if anything did. */
    private static Optional<MlflowException> run(Refresh refresh, List<Experiment> experiments, SyncListener listener)
            throws IOException {
        var progress = new ProgressReport(refresh, listener, experiments.size());
        try {
            for (int i = 0; i < experiments.size(); i++) {
                var experiment = experiments.get(i);
                progress.begin(experiment, i + 1);
                tolerating(refresh, experiment, () -> new ExperimentSync(refresh, experiment, progress).run());
            }
            var links = new RunLinks(refresh, experiments);
            for (var experiment : experiments) {
                tolerating(refresh, experiment, () -> links.read(experiment));
            }
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
