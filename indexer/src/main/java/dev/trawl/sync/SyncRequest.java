package dev.trawl.sync;

import java.time.Duration;
import java.util.List;

/**
 * What to refresh.
 *
 * @param experimentIds with {@code experimentNames}: which experiments; when both are empty, all that are not deleted
 * @param experimentNames names as MLflow shows them
 * @param lookBack how far before the end of the last refresh the server is asked again what it has, because traces
 *     arrive after they began: clocks differ, exports are late, and some clients report a trace when it ends
 * @param reconciling when the whole history is compared
 */
public record SyncRequest(
        List<String> experimentIds, List<String> experimentNames, Duration lookBack, Reconciling reconciling) {
    /** A guess: longer than most agents work, and listing an hour again costs a second per 2,000 traces. */
    private static final Duration DEFAULT_LOOK_BACK = Duration.ofHours(1);

    /**
     * When the infos of the whole history are compared, which finds changed tags and assessments, traces that came late,
     * links made late, and deletions.
     *
     * @param now at this refresh
     * @param everyNth at every n-th refresh of an experiment; 0 for never
     * @param dropDeleted whether the traces that the server has no more are taken out of the index after it
     */
    public record Reconciling(boolean now, int everyNth, boolean dropDeleted) {
        /** Once a day for who refreshes every hour (docs/decisions/0020-late-truth.md). */
        public static final int DEFAULT_EVERY_NTH = 24;

        public static final Reconciling DEFAULT = new Reconciling(false, DEFAULT_EVERY_NTH, false);

        boolean due(Checkpoint last) {
            return now || (everyNth > 0 && last.refreshesSince() + 1 >= everyNth);
        }
    }

    public SyncRequest {
        experimentIds = List.copyOf(experimentIds);
        experimentNames = List.copyOf(experimentNames);
    }

    /** All active experiments, gently. */
    public static SyncRequest everything() {
        return of(List.of(), List.of());
    }

    /** These experiments, or all active ones when both lists are empty. */
    public static SyncRequest of(List<String> experimentIds, List<String> experimentNames) {
        return new SyncRequest(experimentIds, experimentNames, DEFAULT_LOOK_BACK, Reconciling.DEFAULT);
    }

    boolean ofAllExperiments() {
        return experimentIds.isEmpty() && experimentNames.isEmpty();
    }

    /** Tests need less than the usual one. */
    SyncRequest withLookBack(Duration duration) {
        return new SyncRequest(experimentIds, experimentNames, duration, reconciling);
    }

    public SyncRequest withReconciling(Reconciling when) {
        return new SyncRequest(experimentIds, experimentNames, lookBack, when);
    }
}
