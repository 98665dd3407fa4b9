package dev.trawl.sync;

import dev.trawl.mlflow.MlflowException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one refresh did.
 *
 * @param server the address of the server
 * @param serverVersion for example {@code 3.17.2}
 * @param experiments how many were looked at
 * @param linkedRuns links between traces and runs that the index did not hold
 * @param failures the first {@value #MOST_FAILURES}; {@code traces.failed()} counts all traces among them
 * @param bytes received over the wire
 * @param stoppedBy why the refresh ended before its end; what was read until then is committed
 */
public record SyncReport(
        String server,
        String serverVersion,
        int experiments,
        TraceCounts traces,
        long linkedRuns,
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
