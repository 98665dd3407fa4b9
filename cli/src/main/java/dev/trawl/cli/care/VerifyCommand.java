package dev.trawl.cli.care;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import dev.trawl.index.DamagedIndexException;
import dev.trawl.indexer.IndexVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl verify}: whether an index is as it was written. */
public final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<Boolean> filesOnly =
            Parameter.option("--checksums-only").flag("Check the files, and leave the traces in them alone.");

    private final IndexOption index = new IndexOption();

    public VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("verify");
        specification
                .usageMessage()
                .description(
                        "Check the index: its files, its traces, and what is indexed of them.",
                        "",
                        "Every file is compared with its checksum; then every trace is read and indexed again in memory, and what"
                                + " comes out is compared with what is there. Nothing is written.")
                .footer("", "Example:", "  trawl verify");
        Parameter.addAll(specification, filesOnly, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var folder = index.folder(surroundings);
        return CareProgress.ofTraces("verify")
                .during(
                        surroundings,
                        listener -> new IndexVerification(folder, listener).run(filesOnly.value()),
                        report -> verdict(report, folder));
    }

    private ExitCode verdict(IndexVerification.Report report, Path folder) {
        report.problems().forEach(problem -> surroundings.tell("trawl: " + problem));
        if (report.damagedFiles() > 0) {
            surroundings.tell("trawl: the index in " + folder + " is damaged: "
                    + Quantity.of(report.damagedFiles(), "file") + "; " + DamagedIndexException.ADVICE);
            return ExitCode.TROUBLE;
        }
        if (report.wrongTraces() > 0) {
            surroundings.tell("trawl: the index in " + folder + " is not as this trawl would make it: "
                    + Quantity.of(report.wrongTraces(), "trace") + " of " + Quantity.number(report.traces())
                    + "; trawl reindex makes it anew from the traces in it");
            return ExitCode.TROUBLE;
        }
        surroundings.tell("the index in " + folder + " is sound: " + Quantity.of(report.traces(), "trace")
                + (filesOnly.value() ? ", checksums only" : ""));
        return ExitCode.SUCCESS;
    }
}
