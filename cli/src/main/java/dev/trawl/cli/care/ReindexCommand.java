package dev.trawl.cli.care;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import dev.trawl.indexer.IndexCare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl reindex}: an index made anew from the traces in it. */
public final class ReindexCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final IndexOption index = new IndexOption();

    public ReindexCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("reindex");
        specification
                .usageMessage()
                .description(
                        "Make the index anew from the traces stored in it.",
                        "",
                        "For an upgrade of trawl that changes the format, and where trawl verify found traces that are indexed"
                                + " wrongly. No server is asked. The old index stays as it is until the new one takes its place in"
                                + " one step, so that it needs as much room again while it works.")
                .footer("", "Example:", "  trawl reindex");
        Parameter.addAll(specification, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var folder = index.folder(surroundings);
        var report =
                CareProgress.ofTraces("reindex").during(surroundings, listener -> IndexCare.reindex(folder, listener));
        if (report.isEmpty()) {
            return ExitCode.INTERRUPTED.number();
        }
        tell(report.get(), folder);
        return ExitCode.SUCCESS.number();
    }

    private void tell(IndexCare.Report report, Path folder) {
        surroundings.tell("made the index in " + folder + " anew: " + Quantity.of(report.traces(), "trace") + ", "
                + Quantity.bytes(report.bytesBefore()) + " before, " + Quantity.bytes(report.bytesAfter()) + " now");
    }
}
