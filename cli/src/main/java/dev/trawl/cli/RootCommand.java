package dev.trawl.cli;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Surroundings;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trawl} itself: what it is, and which verbs there are. */
@Command(
        name = "trawl",
        synopsisSubcommandLabel = "COMMAND",
        description = "Searches MLflow traces in a local index.",
        versionProvider = RootCommand.Version.class)
final class RootCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec specification = CommandSpec.create();

    RootCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Without a verb there is nothing to do but say which there are. */
    @Override
    public Integer call() {
        specification.commandLine().usage(surroundings.messages().printer());
        return ExitCode.USAGE.number();
    }

    /** The version from the jar's manifest; {@code development} when run from class files. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"trawl " + Objects.requireNonNullElse(version, "development")};
        }
    }
}
