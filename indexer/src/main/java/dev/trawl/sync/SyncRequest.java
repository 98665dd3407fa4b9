package dev.trawl.sync;

import java.time.Duration;
import java.util.List;

/**
 * What to refresh.
 *
 * @param experimentIds with {@code experimentNames}: which experiments; when both are empty, all that are not deleted
 * @param experimentNames names as MLflow shows them
 * @param concurrency requests for spans at the same time; more than four do not help one worker of a server
 * @param lookBack how far before the end of the last refresh the server is asked again what it has, because traces
 *     arrive after they began: clocks differ, exports are late, and some clients report a trace when it ends
 */
public record SyncRequest(
        List<String> experimentIds, List<String> experimentNames, int concurrency, Duration lookBack) {
    /** A guess: longer than most agents work, and listing an hour again costs a second per 2,000 traces. */
    private static final Duration DEFAULT_LOOK_BACK = Duration.ofHours(1);

    private static final int DEFAULT_CONCURRENCY = 4;

    public SyncRequest {
        experimentIds = List.copyOf(experimentIds);
        experimentNames = List.copyOf(experimentNames);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, not " + concurrency);
        }
    }

    /** All active experiments, gently. */
    public static SyncRequest everything() {
        return of(List.of(), List.of());
    }

    /** These experiments, or all active ones when both lists are empty. */
    public static SyncRequest of(List<String> experimentIds, List<String> experimentNames) {
        return new SyncRequest(experimentIds, experimentNames, DEFAULT_CONCURRENCY, DEFAULT_LOOK_BACK);
    }

    public SyncRequest withConcurrency(int requests) {
        return new SyncRequest(experimentIds, experimentNames, requests, lookBack);
    }

    public SyncRequest withLookBack(Duration duration) {
        return new SyncRequest(experimentIds, experimentNames, concurrency, duration);
    }
}
