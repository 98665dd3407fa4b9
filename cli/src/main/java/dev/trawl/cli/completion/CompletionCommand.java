package dev.trawl.cli.completion;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl completion}: the script that lets a shell complete command lines. */
public final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<Shell> shell =
            Parameter.argument().takes("SHELL", "bash, zsh or fish.").choice(Shell.class, Shell.BASH);

    public CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("completion");
        specification
                .usageMessage()
                .description(
                        "Print a script that lets a shell complete command lines.",
                        "",
                        "Commands, options, fields, saved searches, and the keys and values of the index are completed.")
                .footer(
                        "",
                        "Let the shell read it at its start:",
                        "  bash:  eval \"$(trawl completion bash)\"          in ~/.bashrc",
                        "  zsh:   source <(trawl completion zsh)           in ~/.zshrc, below compinit",
                        "  fish:  trawl completion fish | source           in ~/.config/fish/config.fish");
        Parameter.addAll(specification, shell);
        return specification;
    }

    @Override
    public Integer call() {
        surroundings.output().line(shell.value().script());
        return ExitCode.SUCCESS.number();
    }
}
