package dev.trawl.cli.sync;

import dev.trawl.cli.console.ProgressDisplay;
import dev.trawl.cli.console.StopSignal;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.Trouble;
import dev.trawl.cli.render.ProgressLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.indexer.IndexLockedException;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.ClientLimits;
import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowConnection;
import dev.trawl.sync.Sync;
import dev.trawl.sync.SyncProgress;
import dev.trawl.sync.SyncReport;
import dev.trawl.sync.SyncRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One sync: opens server and index, reads, and closes both, so that between two syncs others may write to the index.
 *
 * @param concurrency calls that the server may have to answer at the same time
 * @param patience how long to wait for another process that writes to the index
 */
record SyncRound(
        Surroundings surroundings,
        Path index,
        SyncRequest request,
        int concurrency,
        Duration patience,
        StopSignal signal) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** @throws IOException if it could not begin, or the index could not be written */
    SyncReport run(MlflowConnection connection) throws IOException {
        var limits = ClientLimits.from(surroundings.variables()).withConcurrency(concurrency);
        try (var client = new MlflowClient(connection, limits)) {
            signal.onSignal(client::stop);
            surroundings.narrate(() -> "reading from " + connection.source() + " into " + index);
            // Before the index is begun: a server that is not there should not leave an empty one.
            var version = client.version();
            try (var writer = open();
                    var display = new ProgressDisplay(surroundings)) {
                var report = new Sync(client, version, writer, surroundings.clock())
                        .run(request, progress -> show(progress, display));
                writer.settle(() -> {
                    display.show(() -> "merging parts of the index", () -> "merging parts of the index");
                    return !signal.came();
                });
                return report;
            }
        } finally {
            signal.onSignal(() -> {});
        }
    }

    private TraceIndexWriter open() throws IOException {
        long end = surroundings.nanoseconds().getAsLong() + patience.toNanos();
        boolean told = false;
        while (true) {
            try {
                return TraceIndexWriter.open(index);
            } catch (IndexLockedException locked) {
                if (surroundings.nanoseconds().getAsLong() >= end || pauseEndsEarly()) {
                    throw locked;
                }
                if (!told) {
                    surroundings.tell("trawl: waiting for another trawl that writes to the index in " + index);
                    told = true;
                }
            }
        }
    }

    private boolean pauseEndsEarly() throws InterruptedIOException {
        try {
            return signal.await(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the index");
        }
    }

    private static void show(SyncProgress progress, ProgressDisplay display) {
        var number = progress.experiments() > 1
                ? " (" + progress.experimentNumber() + " of " + progress.experiments() + ")"
                : "";
        var line = new ProgressLine(
                progress.experiment().name() + number,
                progress.experimentTraces(),
                progress.expectedTraces(),
                display.elapsed(),
                Quantity::number,
                "traces");
        display.show(line::bar, line::text);
    }

    /** What was read before it ended, or why nothing was. */
    static SyncOutcome outcome(String source, Clock clock, Call call) {
        var began = clock.instant();
        try {
            var report = call.make();
            return new SyncOutcome(source, began, clock.instant(), Optional.of(report), Optional.empty());
        } catch (IOException e) {
            return new SyncOutcome(source, began, clock.instant(), Optional.empty(), Optional.of(Trouble.reason(e)));
        }
    }

    /** What makes a report or fails. */
    @FunctionalInterface
    interface Call {
        SyncReport make() throws IOException;
    }
}
