package dev.trawl.cli.traces;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl traces}: what {@code mlflow traces} offers for reading. */
public final class TracesCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final CommandSpec specification = CommandSpec.wrapWithoutInspection(this);

    public TracesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it, with its subcommands. */
    public CommandSpec specification() {
        specification.name("traces");
        specification
                .usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .description(
                        "Read traces with the flags of mlflow traces.",
                        "",
                        "Scripts written for `mlflow traces search` and `mlflow traces get` work with `trawl` in place of"
                                + " `mlflow`.");
        specification.addSubcommand("search", new TracesSearchCommand(surroundings).specification());
        specification.addSubcommand("get", new TracesGetCommand(surroundings).specification());
        return specification;
    }

    /** Without a subcommand there is nothing to do but say which there are. */
    @Override
    public Integer call() {
        specification.commandLine().usage(surroundings.messages().printer());
        return ExitCode.USAGE.number();
    }
}
