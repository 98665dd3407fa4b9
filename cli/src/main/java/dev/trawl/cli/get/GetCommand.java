package dev.trawl.cli.get;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.TracesDocument;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trawl get}: a whole trace as JSON. */
@Command(
        name = "get",
        description = "Print one trace with its spans as JSON, as mlflow traces get does.",
        footer = {"", "Example:", "  trawl get tr-1234567890abcdef"})
public final class GetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "ID", description = "Which trace.")
    private String traceId = "";

    @Mixin
    private IndexOption index = new IndexOption();

    public GetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var trace = StoredTraces.find(index.folder(surroundings), traceId);
        surroundings.output().line(TracesDocument.single(trace, List.of()));
        return ExitCode.SUCCESS.number();
    }
}
