package dev.trawl.cli.care;

import dev.trawl.care.Bundle;
import dev.trawl.care.BundleException;
import dev.trawl.care.BundledIndex;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Harmless;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl unbundle}: an index out of a bundle. */
public final class UnbundleCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<Path> file =
            Parameter.argument().takes("FILE", "What trawl bundle wrote.").path();

    private final IndexOption index = new IndexOption();

    public UnbundleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("unbundle");
        specification
                .usageMessage()
                .description(
                        "Unpack an index that trawl bundle packed.",
                        "",
                        "The whole bundle is compared with its checksums before anything is written. The folder has to be new or"
                                + " empty: no index is replaced.")
                .footer("", "Example:", "  trawl unbundle traces.zip --index ~/traces");
        Parameter.addAll(specification, file, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var path = file.value();
        var folder = index.folderToWrite(surroundings);
        try {
            return CareProgress.ofBytes("unbundle")
                    .during(
                            surroundings,
                            listener -> BundledIndex.unpack(path, folder, listener),
                            report -> told(report, folder));
        } catch (BundleException e) {
            throw new FailureException(
                    ExitCode.TROUBLE,
                    "trawl: " + Harmless.line(path + ": " + e.getMessage()) + "; nothing was changed");
        }
    }

    private ExitCode told(Bundle.Report report, Path folder) {
        surroundings.tell("unpacked " + Quantity.of(report.traces(), "trace") + " into " + folder + ": "
                + Quantity.of(report.files(), "file") + ", " + Quantity.bytes(report.bytes())
                + ", all checksums right");
        return ExitCode.SUCCESS;
    }
}
