package dev.trawl.cli.traces;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trawl traces}: what {@code mlflow traces} offers for reading. */
@Command(
        name = "traces",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Read traces with the flags of mlflow traces.",
            "",
            "Scripts written for `mlflow traces search` and `mlflow traces get` work with `trawl` in place of `mlflow`."
        })
public final class TracesCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec specification = CommandSpec.create();

    private TracesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command with its subcommands. */
    public static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new TracesCommand(surroundings))
                .addSubcommand(new TracesSearchCommand(surroundings))
                .addSubcommand(new TracesGetCommand(surroundings));
    }

    /** Without a subcommand there is nothing to do but say which there are. */
    @Override
    public Integer call() {
        specification.commandLine().usage(surroundings.messages().printer());
        return ExitCode.USAGE.number();
    }
}
