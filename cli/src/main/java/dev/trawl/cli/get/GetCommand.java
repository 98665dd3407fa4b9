package dev.trawl.cli.get;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.RedactOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.TracesDocument;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl get}: a whole trace as JSON. */
public final class GetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<String> traceId = Parameter.argument()
            .takes("ID", "Which trace; the beginning of its id is enough.")
            .text("");

    private final RedactOption redact = new RedactOption();

    private final IndexOption index = new IndexOption();

    public GetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("get");
        specification
                .usageMessage()
                .description("Print one trace with its spans as JSON, as mlflow traces get does.")
                .footer("", "Example:", "  trawl get tr-1234567890abcdef");
        Parameter.addAll(specification, traceId, redact.option(), index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var redaction = redact.redaction(surroundings);
        try (var search = index.open(surroundings)) {
            var found = TraceById.beginning(search, index.folder(surroundings), traceId.value());
            surroundings.output().line(TracesDocument.single(redaction.apply(found.trace()), List.of()));
        }
        return ExitCode.SUCCESS.number();
    }
}
