package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Commits what a refresh has put into the index together with how far it has come: every half minute and at its end, and
 * with an experiment unless the last commit is a moment ago, since each keeps the disk for up to a second. A commit goes on
 * beside the reading, lest the server wait for it. For one thread.
 */
final class Commits {
    static final Duration BETWEEN = Duration.ofSeconds(30);

    private static final Duration BETWEEN_EXPERIMENTS = Duration.ofSeconds(5);

    private final TraceIndexWriter writer;
    private final Clock clock;
    private final Workers.Job job;

    /** For the next commit. */
    private final Map<String, String> entries = new HashMap<>();

    private long lastMs;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    Commits(TraceIndexWriter writer, Clock clock, Workers workers) {
        this.writer = writer;
        this.clock = clock;
        this.job = workers.job();
        this.lastMs = clock.millis();
    }

    /** Notes how far something has come, all of which has been put into the index. */
    void note(String key, String entry) {
        entries.put(key, entry);
    }

    boolean due() {
        return after(BETWEEN);
    }

    /** Whether to commit at the end of an experiment. */
    boolean dueBetweenExperiments() {
        return after(BETWEEN_EXPERIMENTS);
    }

    /** A clock that was set back has lost count: then it is time, too. */
    private boolean after(Duration pause) {
        long passedMs = clock.millis() - lastMs;
        return passedMs < 0 || passedMs >= pause.toMillis();
    }

    /**
     * Begins to commit what was noted, and all that was put into the index before.
     *
     * @throws IOException if the commit before failed, for which this one waits
     */
    void begin() throws IOException {
        job.join(underWay);
        var noted = Map.copyOf(entries);
        entries.clear();
        lastMs = clock.millis();
        underWay = job.submit(() -> writer.commit(noted));
    }

    /** Commits what was noted, and returns when that is done. */
    void commit() throws IOException {
        begin();
        job.join(underWay);
    }
}
