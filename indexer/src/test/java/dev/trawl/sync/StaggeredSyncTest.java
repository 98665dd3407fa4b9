package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** What is asked of a server at the same time. */
class StaggeredSyncTest extends SyncedServer {
    private static final long PATIENCE_MS = 2_000;

    @Test
    void theNextExperimentIsListedWhileSpansOfTheOneBeforeAreRead() throws IOException {
        var listed = new AtomicBoolean();
        var first = new AtomicBoolean(true);
        var inVain = new AtomicBoolean();
        server.failWith((request, number) -> {
            if (isListing(request, "2")) {
                listed.set(true);
            }
            if (isForSpans(request) && first.getAndSet(false)) {
                holdUntil(listed, PATIENCE_MS);
                if (!listed.get()) {
                    inVain.set(true);
                }
            }
            return Optional.empty();
        });

        assertThat(sync().complete()).isTrue();
        assertThat(inVain)
                .as("spans of experiment 1 waited for the listing of experiment 2")
                .isFalse();
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void spansAreAskedForBySoManyAtATimeAsWereAllowed() throws IOException {
        var asking = new AtomicInteger();
        var most = new AtomicInteger();
        server.failWith((request, number) -> {
            if (isForSpans(request)) {
                most.accumulateAndGet(asking.incrementAndGet(), Math::max);
                holdUntil(new AtomicBoolean(), 200);
                asking.decrementAndGet();
            }
            return Optional.empty();
        });

        concurrency = 2;
        assertThat(sync().complete()).isTrue();
        assertThat(most).hasValue(2);
    }

    @Test
    void progressIsToldOfWhatThereIsMoreToRead() throws IOException {
        var listed = new AtomicBoolean();
        server.failWith((request, number) -> {
            if (isListing(request, "2")) {
                listed.set(true);
            }
            if (isForSpans(request)) {
                holdUntil(listed, PATIENCE_MS);
            }
            return Optional.empty();
        });
        var told = new ArrayList<SyncProgress>();

        sync(folder.resolve("index"), SyncRequest.everything(), told::add);
        long ofFirst = everythingOnTheServer().values().stream()
                .filter(trace -> trace.trace().info().experimentId().equals("1"))
                .count();
        assertThat(told).anyMatch(progress -> progress.experiment().id().equals("1"));
        assertThat(told)
                .filteredOn(progress -> progress.experiment().id().equals("1"))
                .as("there is experiment 2 to read when all of this one is read")
                .allMatch(progress -> progress.experimentTraces() < ofFirst);
    }

    /** Lets the server answer others meanwhile. */
    private void holdUntil(AtomicBoolean sign, long longestMs) {
        long end = System.currentTimeMillis() + longestMs;
        var answering = server;
        synchronized (answering) {
            try {
                while (!sign.get() && System.currentTimeMillis() < end) {
                    answering.wait(10);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isListing(RecordedRequest request, String experimentId) {
        var body = request.getBody();
        return request.getTarget().endsWith("/traces/search")
                && body != null
                && body.utf8().contains("\"experiment_id\": \"" + experimentId + "\"");
    }

    private static boolean isForSpans(RecordedRequest request) {
        var target = request.getTarget();
        return target.contains("traces/batchGet?")
                || target.contains("traces/get?")
                || target.contains("get-trace-artifact");
    }
}
