package dev.trawl.cli.traces;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.get.StoredTraces;
import dev.trawl.cli.render.FieldPath;
import dev.trawl.cli.render.FieldProblems;
import dev.trawl.cli.render.TracesDocument;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trawl traces get}: {@code mlflow traces get} from the index (mlflow/cli/traces.py:379, 3.17.2). */
@Command(
        name = "get",
        description = "Print one trace as JSON, as mlflow traces get does.",
        footer = {
            "",
            "Examples:",
            "  trawl traces get --trace-id tr-1234567890abcdef",
            "  trawl traces get --trace-id tr-1234567890abcdef \\",
            "      --extract-fields \"info.trace_id,info.assessments.*,data.spans.*.name\""
        })
final class TracesGetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--trace-id", required = true, paramLabel = "ID", description = "Which trace.")
    private String traceId = "";

    @Option(
            names = "--extract-fields",
            paramLabel = "PATHS",
            description = "Comma-separated paths of the fields to print, such as info.trace_id, info.assessments.*"
                    + " or data.spans.*.name. Default: everything.")
    private String extractFields = "";

    @Option(names = "--verbose", description = "When a field does not exist, list all that do.")
    private boolean verbose;

    @Mixin
    private IndexOption index = new IndexOption();

    TracesGetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var trace = StoredTraces.find(index.folder(surroundings), traceId);
        var fields = extractFields.isEmpty() ? List.<FieldPath>of() : FieldPath.list(extractFields);
        FieldProblems.of(fields, TraceJson.write(trace), verbose).ifPresent(problem -> {
            throw new UsageException(problem);
        });
        surroundings.output().line(TracesDocument.single(trace, fields));
        return ExitCode.SUCCESS.number();
    }
}
