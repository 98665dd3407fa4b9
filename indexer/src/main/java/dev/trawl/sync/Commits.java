package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Commits what a refresh has put into the index together with how far it has come: every half minute and at its end, not
 * with each experiment, since a commit keeps the disk for up to a second and the server waiting. For one thread.
 */
final class Commits {
    static final Duration BETWEEN = Duration.ofSeconds(30);

    private final TraceIndexWriter writer;
    private final Clock clock;

    /** For the next commit. */
    private final Map<String, String> entries = new HashMap<>();

    private long lastMs;

    Commits(TraceIndexWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.lastMs = clock.millis();
    }

    /** Notes how far something has come, all of which has been put into the index. */
    void note(String key, String entry) {
        entries.put(key, entry);
    }

    boolean due() {
        return clock.millis() - lastMs >= BETWEEN.toMillis();
    }

    void commit() throws IOException {
        writer.commit(entries);
        entries.clear();
        lastMs = clock.millis();
    }
}
