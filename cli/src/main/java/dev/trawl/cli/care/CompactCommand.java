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

/** {@code trawl compact}: an index in a few large parts. */
public final class CompactCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final IndexOption index = new IndexOption();

    public CompactCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("compact");
        specification
                .usageMessage()
                .description(
                        "Merge the index into a few parts, and drop what was replaced or deleted.",
                        "",
                        "Smaller, and faster to search, after many syncs. It needs as much room again while it works.")
                .footer("", "Example:", "  trawl compact");
        Parameter.addAll(specification, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var folder = index.folder(surroundings);
        var report =
                CareProgress.ofBytes("compact").during(surroundings, listener -> IndexCare.compact(folder, listener));
        if (report.isEmpty()) {
            return ExitCode.INTERRUPTED.number();
        }
        tell(report.get(), folder);
        return ExitCode.SUCCESS.number();
    }

    private void tell(IndexCare.Report report, Path folder) {
        surroundings.tell("compacted the index in " + folder + ": " + Quantity.of(report.traces(), "trace") + " in "
                + Quantity.of(report.segments(), "part") + ", " + Quantity.bytes(report.bytesBefore()) + " before, "
                + Quantity.bytes(report.bytesAfter()) + " now");
    }
}
