package dev.trawl.cli;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Surroundings;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code trawl} itself: what it is, and which verbs there are. */
final class RootCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final CommandSpec specification = CommandSpec.wrapWithoutInspection(this);

    RootCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it, still without verbs. */
    CommandSpec specification() {
        specification.name("trawl").versionProvider(RootCommand::version);
        specification
                .usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .description("Searches MLflow traces in a local index.");
        specification.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Print the version and exit.")
                .build());
        return specification;
    }

    /** Without a verb there is nothing to do but say which there are. */
    @Override
    public Integer call() {
        specification.commandLine().usage(surroundings.messages().printer());
        return ExitCode.USAGE.number();
    }

    /** The version from the jar's manifest; {@code development} when run from class files. */
    private static String[] version() {
        var version = RootCommand.class.getPackage().getImplementationVersion();
        return new String[] {"trawl " + Objects.requireNonNullElse(version, "development")};
    }
}
