package dev.trawl.cli.traces;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.get.TraceById;
import dev.trawl.cli.render.FieldPath;
import dev.trawl.cli.render.FieldProblems;
import dev.trawl.cli.render.TracesDocument;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl traces get}: {@code mlflow traces get} from the index (mlflow/cli/traces.py:379, 3.17.2). */
final class TracesGetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<String> traceId = Parameter.option("--trace-id")
            .required()
            .takes("ID", "Which trace.")
            .text("");

    private final Parameter<String> extractFields = Parameter.option("--extract-fields")
            .takes(
                    "PATHS",
                    "Comma-separated paths of the fields to print, such as info.trace_id, info.assessments.* or data.spans.*.name. Default: everything.")
            .text("");

    private final Parameter<Boolean> verbose =
            Parameter.option("--verbose").flag("When a field does not exist, list all that do.");

    private final IndexOption index = new IndexOption();

    TracesGetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("get");
        specification
                .usageMessage()
                .description("Print one trace as JSON, as mlflow traces get does.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl traces get --trace-id tr-1234567890abcdef",
                        "  trawl traces get --trace-id tr-1234567890abcdef \\",
                        "      --extract-fields \"info.trace_id,info.assessments.*,data.spans.*.name\"");
        Parameter.addAll(specification, traceId, extractFields, verbose, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var trace = TraceById.find(index, surroundings, traceId.value());
        var fields = extractFields.value().isEmpty() ? List.<FieldPath>of() : FieldPath.list(extractFields.value());
        FieldProblems.of(fields, TraceJson.write(trace), verbose.value()).ifPresent(problem -> {
            throw new UsageException(problem);
        });
        surroundings.output().line(TracesDocument.single(trace, fields));
        return ExitCode.SUCCESS.number();
    }
}
