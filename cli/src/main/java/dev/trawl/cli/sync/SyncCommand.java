package dev.trawl.cli.sync;

import dev.trawl.cli.console.ClosedOutputException;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.OfflineOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.ReplacedFile;
import dev.trawl.cli.console.StopSignal;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.Trouble;
import dev.trawl.cli.console.UsageException;
import dev.trawl.mlflow.ClientLimits;
import dev.trawl.mlflow.MlflowConnection;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.sync.SyncRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl sync}: what is new on an MLflow server into the index. */
public final class SyncCommand implements Callable<Integer> {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

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

    private final Parameter<Boolean> reconcile = Parameter.option("--reconcile")
            .flag("Compare the whole history: finds changed tags and assessments, deletions, late links.");

    private final Parameter<Integer> reconcileEvery = Parameter.option("--reconcile-every")
            .takes("N", "Do so at every N-th sync by itself; 0 for never. Default: ${DEFAULT-VALUE}.")
            .number(SyncRequest.Reconciling.DEFAULT_EVERY_NTH);

    private final Parameter<Boolean> pruneDeleted = Parameter.option("--prune-deleted")
            .flag("Reconcile, and drop what the server has no more. Without it, it is kept and marked.");

    private final Parameter<Integer> concurrency = Parameter.option("--concurrency")
            .takes(
                    "N",
                    "At most N requests at the same time; fewer when more do not help, or the server has too much to do. Default: ${DEFAULT-VALUE}.")
            .number(ClientLimits.DEFAULT_CONCURRENCY);

    private final Parameter<Optional<Duration>> wait = Parameter.option("--wait")
            .takes("DURATION", "Wait so long for another trawl that writes to the index: 30s, 10m. Default: do not.")
            .optionalDuration();

    private final Parameter<Optional<Duration>> every = Parameter.option("--every")
            .takes("DURATION", "Sync again and again, with so much time between: 5m. Ends with SIGTERM or Ctrl-C.")
            .optionalDuration();

    private final Parameter<Optional<Path>> report = Parameter.option("--report")
            .takes("FILE", "Write there as JSON what was done.")
            .optionalPath();

    private final Parameter<Optional<Path>> metrics = Parameter.option("--metrics")
            .takes("FILE", "Write there the same for Prometheus, such as FOLDER/trawl.prom.")
            .optionalPath();

    private final OfflineOption offline = new OfflineOption();
    private final IndexOption index = new IndexOption();
    private boolean warned;

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
                                + " those for credentials and certificates, MLFLOW_WORKSPACE; see docs/command-line.md.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl sync --tracking-uri http://127.0.0.1:5000",
                        "  trawl sync --experiment-name support-agent --reconcile",
                        "  trawl sync --every 5m --metrics /var/lib/node_exporter/trawl.prom");
        Parameter.addAll(
                specification,
                trackingUri,
                experimentIds,
                experimentNames,
                reconcile,
                reconcileEvery,
                pruneDeleted,
                concurrency,
                wait,
                every,
                report,
                metrics,
                offline.option(),
                index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var request = request();
        for (var told : List.of(report, metrics)) {
            if (told.value().isPresent()) {
                ReplacedFile.check(told.value().get());
            }
        }
        try (var signal = new StopSignal(every.value().isPresent())) {
            var round = new SyncRound(
                    surroundings,
                    index.folderToWrite(surroundings),
                    request,
                    concurrency.value(),
                    wait.value().orElse(Duration.ZERO),
                    signal);
            return every.value().isPresent()
                    ? again(round, every.value().get()).number()
                    : run(round).exitCode().number();
        }
    }

    private SyncRequest request() {
        if (every.value().filter(pause -> pause.compareTo(SHORTEST_PAUSE) < 0).isPresent()) {
            throw new UsageException("--every must be at least 1s");
        }
        if (concurrency.value() < 1 || reconcileEvery.value() < 0) {
            throw new UsageException(
                    concurrency.value() < 1
                            ? "--concurrency must be at least 1, not " + concurrency.value()
                            : "--reconcile-every must not be negative");
        }
        return SyncRequest.of(ids(), experimentNames.value())
                .withReconciling(new SyncRequest.Reconciling(
                        reconcile.value() || pruneDeleted.value(), reconcileEvery.value(), pruneDeleted.value()));
    }

    private List<String> ids() {
        return experimentIds.value().isEmpty() && experimentNames.value().isEmpty()
                ? surroundings.variable("MLFLOW_EXPERIMENT_ID").map(List::of).orElse(List.of())
                : experimentIds.value();
    }

    /** One sync, of which both files tell, also if its settings name no server that could be asked. */
    private SyncOutcome run(SyncRound round) throws IOException {
        var outcome = outcome(round);
        outcome.report().ifPresent(done -> SyncSummary.tell(surroundings, done, round.index()));
        outcome.trouble().ifPresent(trouble -> surroundings.complain("trawl: " + trouble));
        if (report.value().isPresent()) {
            ReplacedFile.write(report.value().get(), OutcomeJson.of(outcome, round.index()) + "\n");
        }
        if (metrics.value().isPresent()) {
            ReplacedFile.write(metrics.value().get(), OutcomeMetrics.of(outcome));
        }
        return outcome;
    }

    private SyncOutcome outcome(SyncRound round) {
        MlflowConnection connection;
        try {
            connection = MlflowConnection.from(
                    trackingUri.value(), offline.within(surroundings).variables(), surroundings.userFolder());
        } catch (MlflowException unconnected) {
            return SyncRound.outcome(SyncOutcome.NO_SOURCE, surroundings.clock(), () -> {
                throw unconnected;
            });
        }
        if (!warned) {
            connection.warnings().forEach(warning -> surroundings.complain("trawl: warning: " + warning));
            warned = true;
        }
        return SyncRound.outcome(connection.source(), surroundings.clock(), () -> round.run(connection));
    }

    /** Whatever happens in one round, the next one tries again; credentials are read anew each time. Settings are not. */
    private ExitCode again(SyncRound round, Duration pause) throws IOException {
        boolean first = true;
        try {
            do {
                try {
                    var outcome = run(round);
                    if (first && outcome.source().equals(SyncOutcome.NO_SOURCE)) {
                        return outcome.exitCode();
                    }
                } catch (UsageException | FailureException | ClosedOutputException everyTime) {
                    throw everyTime;
                } catch (IOException | RuntimeException e) {
                    surroundings.complain(Trouble.sentence(e));
                }
                first = false;
            } while (!round.signal().came() && !round.signal().await(pause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two syncs");
        }
        return ExitCode.SUCCESS;
    }
}
