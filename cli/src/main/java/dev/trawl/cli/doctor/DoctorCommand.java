package dev.trawl.cli.doctor;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.OfflineOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl doctor}: looks at Java, configuration, index, disk, start-up cache and server. */
public final class DoctorCommand implements Callable<Integer> {
    private static final int SUBJECT_WIDTH = 10;

    private final Surroundings surroundings;
    private final List<String> commands;
    private final OfflineOption offline = new OfflineOption();
    private final IndexOption index = new IndexOption();

    /** With the names of the commands that a configuration may speak of. */
    public DoctorCommand(Surroundings surroundings, List<String> commands) {
        this.surroundings = surroundings;
        this.commands = List.copyOf(commands);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("doctor");
        specification
                .usageMessage()
                .description(
                        "Look whether everything is as trawl needs it, and say what to do if not.",
                        "",
                        "Java, the configuration file, the index, room on the disk, the start-up cache, and the server that"
                                + " MLFLOW_TRACKING_URI names, if it does. Ends with 1 if something is wrong.");
        Parameter.addAll(specification, offline.option(), index.option());
        return specification;
    }

    @Override
    public Integer call() {
        var colours = surroundings.outputColours();
        boolean well = true;
        for (var finding : Examination.of(offline.within(surroundings), index, commands)) {
            well &= finding.well();
            var subject = finding.subject()
                    + " ".repeat(SUBJECT_WIDTH - finding.subject().length());
            surroundings
                    .output()
                    .line((finding.well() ? colours.green("ok") : colours.red("!!")) + "  " + subject
                            + finding.state());
            finding.advice()
                    .ifPresent(advice -> surroundings.output().line("    " + " ".repeat(SUBJECT_WIDTH) + advice));
        }
        return (well ? ExitCode.SUCCESS : ExitCode.TROUBLE).number();
    }
}
