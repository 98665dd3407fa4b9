package dev.trawl.cli.export;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.RedactOption;
import dev.trawl.cli.console.StoppableWork;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.render.ProgressLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.search.CommandSearch;
import dev.trawl.cli.search.ExperimentOption;
import dev.trawl.cli.search.GivenText;
import dev.trawl.cli.search.OrderClauses;
import dev.trawl.cli.search.RequestTexts;
import dev.trawl.export.Export;
import dev.trawl.export.ExportFormat;
import dev.trawl.export.ExportListener;
import dev.trawl.export.WholeFile;
import dev.trawl.query.RequestPart;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.redact.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl export}: the traces that a filter selects, in a file. */
public final class ExportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<String> filter = Parameter.optionalArgument()
            .takes("FILTER", "Which traces. Default: all.")
            .text("");

    private final Parameter<Optional<Path>> out = Parameter.option("--out")
            .required()
            .takes(
                    "FILE",
                    "The file to write. Its name says the format: .jsonl, .csv, .otlp.jsonl or .parquet, and .gz or .zst behind it compresses.")
            .optionalPath();

    private final Parameter<Optional<ExportFormat>> format = Parameter.option("--format")
            .takes("FORMAT", "jsonl, csv, otlp or parquet, whatever the file is called.")
            .optionalChoice(ExportFormat.class);

    private final Parameter<Boolean> overwrite =
            Parameter.option("--overwrite").flag("Replace the file if it exists. Default: refuse.");

    private final ExperimentOption experiments = new ExperimentOption();

    private final Parameter<List<String>> orderBy = Parameter.option("--order-by")
            .takes("CLAUSES", "As in trawl search. Default: timestamp_ms DESC.")
            .texts();

    private final RedactOption redact = new RedactOption();

    private final IndexOption index = new IndexOption();

    public ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("export");
        specification
                .usageMessage()
                .description(
                        "Write the traces that a filter selects to a file.",
                        "",
                        "JSON lines hold everything; trawl import reads them again. The file appears when it is whole.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl export --out all.jsonl.zst",
                        "  trawl export \"status = 'ERROR'\" --out errors.csv",
                        "  trawl export \"timestamp_ms >= now - 7d\" --out week.parquet",
                        "  trawl export \"status = 'ERROR'\" --redact all --out for-the-vendor.jsonl.zst");
        Parameter.addAll(
                specification,
                filter,
                out,
                format,
                overwrite,
                experiments.option(),
                orderBy,
                redact.option(),
                index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var file = out.value().orElseThrow();
        WholeFile.check(file, overwrite.value());
        var chosen = chosenFormat(file);
        var clauses = OrderClauses.split("--order-by", orderBy.value());
        var request = SearchRequest.of(filter.value())
                .withExperimentIds(experiments.ids())
                .withOrderBy(clauses.stream().map(GivenText::text).toList());
        var redaction = redact.redaction(surroundings);
        try (var search = index.open(surroundings)) {
            experiments.check(search, surroundings);
            CommandSearch.narrate(search, request, surroundings);
            return CommandSearch.withProblemsShown(
                    RequestTexts.ofFilter(filter.value()).with(RequestPart.ORDER, clauses),
                    false,
                    surroundings,
                    () -> new StoppableWork(surroundings, "export")
                            .run(
                                    watch -> write(search, request, chosen, file, redaction, watch),
                                    written -> told(written, chosen, file))
                            .number());
        }
    }

    /** What was written, how much and how long it took. */
    private record Written(Export.Report report, long bytes, Duration elapsed) {}

    private Written write(
            TraceSearch search,
            SearchRequest request,
            ExportFormat chosen,
            Path file,
            Redaction redaction,
            StoppableWork.Watch watch)
            throws IOException {
        try (var whole = WholeFile.begin(file, overwrite.value())) {
            var report = new Export(search, redaction::apply, shown(watch)).run(request, chosen, whole.content());
            return new Written(report, whole.finish(), watch.elapsed());
        }
    }

    private ExitCode told(Written written, ExportFormat chosen, Path file) {
        var report = written.report();
        surroundings.tell("exported " + Quantity.of(report.traces(), "trace") + " to " + file + ": " + chosen.words()
                + ", " + Quantity.bytes(written.bytes()) + " in " + Quantity.duration(written.elapsed()));
        if (report.leftOut() > 0) {
            surroundings.complain("trawl: " + Quantity.of(report.leftOut(), "trace")
                    + " without spans left out; OpenTelemetry's form holds spans only");
        }
        return ExitCode.SUCCESS;
    }

    private ExportFormat chosenFormat(Path file) {
        return format.value()
                .or(() -> ExportFormat.of(file))
                .orElseThrow(() -> new UsageException(
                        "The name '" + file + "' says no format; --format says it: " + formats() + "."));
    }

    private static String formats() {
        return Arrays.stream(ExportFormat.values()).map(ExportFormat::toString).collect(Collectors.joining(", "));
    }

    private static ExportListener shown(StoppableWork.Watch watch) {
        return new ExportListener() {
            @Override
            public void checking(Progress progress) {
                watch.goOn();
            }

            @Override
            public void written(long traces) {
                var line = new ProgressLine(
                        "export", traces, OptionalLong.empty(), watch.elapsed(), Quantity::number, "traces");
                watch.goOn(line::bar, line::text);
            }
        };
    }
}
