package dev.trawl.cli.sync;

import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Counts;
import dev.trawl.cli.render.Quantity;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.sync.SyncReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells a person what a sync did. */
final class SyncSummary {
    private static final int MOST_FAILURES_SHOWN = 20;

    private SyncSummary() {}

    static void tell(Surroundings surroundings, SyncReport report, Path index) {
        report.failures().stream()
                .limit(MOST_FAILURES_SHOWN)
                .forEach(failure -> surroundings.complain("trawl: " + failure.subject() + ": " + failure.reason()));
        if (report.failures().size() > MOST_FAILURES_SHOWN) {
            int more = report.failures().size() - MOST_FAILURES_SHOWN;
            surroundings.complain("trawl: and " + Quantity.of(more, "more failure"));
        }
        surroundings.tell("synced " + Quantity.of(report.experiments(), "experiment") + " of " + report.source()
                + " (MLflow " + report.serverVersion() + ") into " + index + ": "
                + Counts.summary(report.traces(), report.bytes(), report.elapsed()));
        var late = lateTruth(report);
        if (!late.isEmpty()) {
            surroundings.tell(String.join(", ", late));
        }
        report.stoppedBy()
                .ifPresent(trouble -> surroundings.complain("trawl: stopped early: " + trouble.getMessage()
                        + (trouble.kind() == MlflowException.Kind.STOPPED
                                ? " What was read is kept."
                                : " What was read is kept; run it again to go on.")));
    }

    private static List<String> lateTruth(SyncReport report) {
        var late = report.lateTruth();
        var parts = new ArrayList<String>();
        if (late.reconciled() > 0) {
            parts.add("reconciled " + Quantity.of(late.reconciled(), "experiment"));
        }
        if (late.deleted() > 0) {
            parts.add(Quantity.of(late.deleted(), "trace") + " deleted on the server, marked");
        }
        if (late.dropped() > 0) {
            parts.add(Quantity.of(late.dropped(), "deleted trace") + " dropped");
        }
        if (report.waiting() > 0) {
            parts.add(Quantity.of(report.waiting(), "trace") + " in quarantine (trawl status)");
        }
        return parts;
    }
}
