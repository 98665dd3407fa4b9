package dev.trawl.sync;

import dev.trawl.mlflow.MlflowException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one refresh did.
 *
 * @param source the server and, behind {@code #}, the workspace
 * @param serverVersion for example {@code 3.17.2}
 * @param experiments how many were looked at
 * @param lateTruth links, deletions
 * @param waiting quarantined traces that were not tried this time
 * @param failures the first {@value #MOST_FAILURES}; {@code traces.failed()} counts all traces among them
 * @param bytes received over the wire
 * @param stoppedBy why the refresh ended before its end; what was read until then is committed
 */
public record SyncReport(
        String source,
        String serverVersion,
        int experiments,
        TraceCounts traces,
        LateTruth lateTruth,
        long waiting,
        List<SyncFailure> failures,
        long bytes,
        Duration elapsed,
        Optional<MlflowException> stoppedBy) {
    static final int MOST_FAILURES = 1_000;

    public SyncReport {
        failures = List.copyOf(failures);
    }

    /** Whether everything the server has was read. */
    public boolean complete() {
        return failures.isEmpty() && stoppedBy.isEmpty();
    }
}
