package dev.trawl.cli.care;

import dev.trawl.care.Bundle;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import dev.trawl.export.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl bundle}: the index as one file. */
public final class BundleCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<Path> file = Parameter.argument()
            .takes("FILE", "The file to write, such as traces.zip.")
            .path();

    private final Parameter<Boolean> overwrite =
            Parameter.option("--overwrite").flag("Replace the file if it exists. Default: refuse.");

    private final IndexOption index = new IndexOption();

    public BundleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("bundle");
        specification
                .usageMessage()
                .description(
                        "Pack the index into one file, to be carried to another machine.",
                        "",
                        "It may be written to meanwhile: the file holds its last finished state, with checksums, in a zip archive"
                                + " that only you may read.")
                .footer("", "Example:", "  trawl bundle traces.zip");
        Parameter.addAll(specification, file, overwrite, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var path = file.value();
        var folder = index.folder(surroundings);
        return CareProgress.ofBytes("bundle")
                .during(
                        surroundings,
                        listener -> {
                            try (var whole = WholeFile.beginUncompressed(path, overwrite.value())) {
                                var packed = Bundle.pack(folder, whole.content(), listener);
                                whole.finish();
                                return packed;
                            }
                        },
                        report -> told(report, folder, path));
    }

    private ExitCode told(Bundle.Report report, Path folder, Path file) throws IOException {
        surroundings.tell("packed " + Quantity.of(report.traces(), "trace") + " of " + folder + " into " + file + ": "
                + Quantity.of(report.files(), "file") + ", " + Quantity.bytes(report.bytes()) + " in "
                + Quantity.bytes(Files.size(file)));
        return ExitCode.SUCCESS;
    }
}
