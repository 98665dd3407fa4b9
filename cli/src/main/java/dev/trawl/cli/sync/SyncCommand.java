package dev.trawl.cli.sync;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.ProgressDisplay;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Counts;
import dev.trawl.cli.render.ProgressLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowConnection;
import dev.trawl.sync.Sync;
import dev.trawl.sync.SyncProgress;
import dev.trawl.sync.SyncReport;
import dev.trawl.sync.SyncRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl sync}: what is new on an MLflow server into the index. */
public final class SyncCommand implements Callable<Integer> {
    private static final int MOST_FAILURES_SHOWN = 20;

    private final Surroundings surroundings;

    private final Parameter<Optional<String>> trackingUri = Parameter.option("--tracking-uri")
            .takes("URI", "Address of the server, http://HOST:PORT. Default: MLFLOW_TRACKING_URI.")
            .optionalText();

    private final Parameter<List<String>> experimentIds = Parameter.option("-x", "--experiment-id")
            .takes("ID", "Read this experiment only; may be repeated. Default: MLFLOW_EXPERIMENT_ID, else all.")
            .textsBetweenCommas();

    private final Parameter<List<String>> experimentNames = Parameter.option("--experiment-name")
            .takes("NAME", "Read the experiment of this name only; may be repeated.")
            .texts();

    private final IndexOption index = new IndexOption();

    public SyncCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("sync");
        specification
                .usageMessage()
                .description(
                        "Read what is new on an MLflow server into the index.",
                        "",
                        "The first time everything, later what is new or was not finished. It can be stopped at any moment and goes"
                                + " on where it was. MLflow's variables are honoured: MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_ID,"
                                + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN, MLFLOW_WORKSPACE.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl sync --tracking-uri http://127.0.0.1:5000",
                        "  trawl sync --experiment-name support-agent");
        Parameter.addAll(specification, trackingUri, experimentIds, experimentNames, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var folder = index.folder(surroundings);
        var report = read(folder);
        report.failures().stream()
                .limit(MOST_FAILURES_SHOWN)
                .forEach(failure -> surroundings.tell("trawl: " + failure.subject() + ": " + failure.reason()));
        if (report.failures().size() > MOST_FAILURES_SHOWN) {
            int more = report.failures().size() - MOST_FAILURES_SHOWN;
            surroundings.tell("trawl: and " + Quantity.of(more, "more failure"));
        }
        surroundings.tell("synced " + Quantity.of(report.experiments(), "experiment") + " of " + report.server()
                + " (MLflow " + report.serverVersion() + ") into " + folder + ": "
                + Counts.summary(report.traces(), report.bytes(), report.elapsed()));
        return ended(report).number();
    }

    private SyncReport read(Path folder) throws IOException {
        var request = SyncRequest.of(ids(), experimentNames.value());
        var connection = MlflowConnection.from(trackingUri.value(), surroundings.variables());
        try (var client = new MlflowClient(connection)) {
            // Before the index is begun: a server that is not there should not leave an empty one.
            client.version();
            try (var writer = TraceIndexWriter.open(folder);
                    var display = new ProgressDisplay(surroundings)) {
                return new Sync(client, writer, Clock.systemUTC()).run(request, progress -> show(progress, display));
            }
        }
    }

    private List<String> ids() {
        return experimentIds.value().isEmpty() && experimentNames.value().isEmpty()
                ? surroundings.variable("MLFLOW_EXPERIMENT_ID").map(List::of).orElse(List.of())
                : experimentIds.value();
    }

    private ExitCode ended(SyncReport report) {
        report.stoppedBy()
                .ifPresent(trouble -> surroundings.tell("trawl: stopped early: " + trouble.getMessage()
                        + " What was read is kept; run it again to go on."));
        if (report.stoppedBy().isPresent()) {
            return ExitCode.TROUBLE;
        }
        return report.complete() ? ExitCode.SUCCESS : ExitCode.PARTIAL;
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
}
