package dev.trawl.cli.sync;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.sync.SyncReport;
import java.time.Instant;
import java.util.Optional;

/**
 * How one sync ended.
 *
 * @param source the server and its workspace, as the index names them; {@link #NO_SOURCE} if the settings name none
 * @param began when it began
 * @param ended when it ended
 * @param report what was done; absent when it could not begin or the index could not be written
 * @param trouble why there is no report
 */
record SyncOutcome(String source, Instant began, Instant ended, Optional<SyncReport> report, Optional<String> trouble) {
    static final String NO_SOURCE = "";

    /** In a word, for reports. */
    enum Kind {
        COMPLETE,
        PARTIAL,
        STOPPED,
        FAILED
    }

    Kind kind() {
        if (report.isEmpty()) {
            return Kind.FAILED;
        }
        var stoppedBy = report.get().stoppedBy();
        if (stoppedBy.isPresent()) {
            return stoppedBy.get().kind() == MlflowException.Kind.STOPPED ? Kind.STOPPED : Kind.FAILED;
        }
        return report.get().complete() ? Kind.COMPLETE : Kind.PARTIAL;
    }

    ExitCode exitCode() {
        return switch (kind()) {
            case COMPLETE -> ExitCode.SUCCESS;
            case PARTIAL -> ExitCode.PARTIAL;
            case STOPPED, FAILED -> ExitCode.TROUBLE;
        };
    }
}
