package dev.trawl.cli.importing;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Harmless;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.StoppableWork;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Counts;
import dev.trawl.cli.render.ProgressLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.source.SourceKind;
import dev.trawl.sync.Import;
import dev.trawl.sync.ImportListener;
import dev.trawl.sync.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl import}: traces from files into the index. */
public final class ImportCommand implements Callable<Integer> {
    private static final int MOST_PROBLEMS_SHOWN = 20;

    private final Surroundings surroundings;

    private final Parameter<List<Path>> paths = Parameter.argument()
            .takes("PATH", "Files, folders (all files in them), or - for standard input.")
            .paths();

    private final Parameter<Boolean> strict = Parameter.option("--strict-input")
            .flag("Stop at the first bad line and import nothing. Default: report bad lines and go on.");

    private final IndexOption index = new IndexOption();

    public ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("import");
        specification
                .usageMessage()
                .description(
                        "Read traces from files into the index.",
                        "",
                        "Takes what `mlflow traces search --output json` prints, files with one trace per line, MLflow's SQLite"
                                + " database (also while its server runs), folders of artifact stores and of mlflow-export-import, and"
                                + " files of an OpenTelemetry collector; text may be compressed (.gz, .zst). What a file is, it tells by"
                                + " itself. A trace that the index holds already is updated.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl import traces.jsonl.gz",
                        "  trawl import mlflow.db",
                        "  trawl import mlartifacts/",
                        "  mlflow traces search -x 1 --output json | trawl import -");
        Parameter.addAll(specification, paths, strict, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        for (var path : paths.value()) {
            // Before the index is begun: a slip of the finger should not leave an empty one.
            if (!path.equals(Path.of("-")) && !Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
        }
        var folder = index.folderToWrite(surroundings);
        surroundings.narrate(() -> "reading " + places() + " into " + folder);
        return new StoppableWork(surroundings, "import")
                .run(watch -> read(folder, watch), report -> told(report, folder))
                .number();
    }

    /** A name as it can stand in a message. */
    private static String shown(Path path) {
        return Harmless.line(path.toString());
    }

    private String places() {
        return paths.value().stream().map(ImportCommand::shown).collect(Collectors.joining(", "));
    }

    private ExitCode told(ImportReport report, Path folder) {
        report.problems().stream()
                .limit(MOST_PROBLEMS_SHOWN)
                .forEach(problem -> surroundings.complain("trawl: " + Harmless.line(problem.toString())));
        if (report.traces().failed() > MOST_PROBLEMS_SHOWN) {
            long more = report.traces().failed() - MOST_PROBLEMS_SHOWN;
            surroundings.complain("trawl: and " + Quantity.of(more, "more problem"));
        }
        if (!report.committed()) {
            surroundings.complain("trawl: nothing was imported; the index in " + folder + " is as it was");
            return ExitCode.TROUBLE;
        }
        surroundings.tell("imported " + Quantity.of(report.files(), "file") + kinds(report) + " into " + folder + ": "
                + Counts.summary(report.traces(), report.bytes(), report.elapsed()));
        if (report.passedOver() > 0) {
            surroundings.tell("passed over " + Quantity.of(report.passedOver(), "file")
                    + " beside traces of an artifact store or an export; one that holds traces has to be named");
        }
        if (report.traces().total() == 0) {
            surroundings.tell("trawl: no traces were found in " + places() + "; import looks for "
                    + Arrays.stream(SourceKind.values())
                            .map(SourceKind::toString)
                            .collect(Collectors.joining(", ")));
        }
        return report.traces().failed() > 0 ? ExitCode.PARTIAL : ExitCode.SUCCESS;
    }

    /** {@code  (MLflow database)}, or {@code  (2 JSON lines, 1 MLflow database)} where there are several. */
    private static String kinds(ImportReport report) {
        var kinds = report.kinds();
        if (kinds.isEmpty()) {
            return "";
        }
        return kinds.entrySet().stream()
                .map(kind -> (kinds.size() > 1 ? Quantity.number(kind.getValue()) + " " : "") + kind.getKey())
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private ImportReport read(Path folder, StoppableWork.Watch watch) throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            var reader = new Import(writer, surroundings.input(), Clock.systemUTC());
            watch.onSignal(reader::stop);
            var report = reader.run(paths.value(), strict.value(), new Shown(watch));
            if (report.committed()) {
                writer.settle(() -> watch.goesOn(() -> "merging parts of the index"));
            } else {
                watch.goOn();
            }
            return report;
        }
    }

    /** Shows how far an import is. */
    private record Shown(StoppableWork.Watch watch) implements ImportListener {
        @Override
        public void progress(Progress progress) {
            var total = progress.totalBytes() > 0 ? OptionalLong.of(progress.totalBytes()) : OptionalLong.empty();
            var line = new ProgressLine(
                    shown(Path.of(progress.file()).getFileName()) + ", "
                            + Quantity.of(progress.traces().total(), "trace"),
                    progress.bytes(),
                    total,
                    watch.elapsed(),
                    Quantity::bytes,
                    "");
            watch.goOn(line::bar, line::text);
        }

        @Override
        public void waiting(String file) {
            watch.goesOn(() -> shown(Path.of(file).getFileName()) + " is locked by another program, waiting");
        }
    }
}
