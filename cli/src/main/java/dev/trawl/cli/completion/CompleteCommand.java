package dev.trawl.cli.completion;

import dev.trawl.cli.config.Configuration;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl __complete}: hidden; tells a shell what could stand in place of the last of some words. */
public final class CompleteCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final List<String> commands;
    private final CommandSpec specification = CommandSpec.wrapWithoutInspection(this);

    private final Parameter<List<String>> words = Parameter.arguments()
            .takes("WORD", "The words behind trawl, the last one being typed.")
            .texts();

    /** With the names of the commands that a configuration may speak of. */
    public CompleteCommand(Surroundings surroundings, List<String> commands) {
        this.surroundings = surroundings;
        this.commands = List.copyOf(commands);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        specification.name("__complete").usageMessage().hidden(true);
        Parameter.addAll(specification, words);
        return specification;
    }

    /** Says nothing about what goes wrong: a person is typing. */
    @Override
    public Integer call() {
        var configuration = configuration();
        var indexed = new IndexedWords(new IndexOption().folder(configuration.within(surroundings)));
        new Completion(specification.root(), configuration.searches().keySet(), indexed)
                .of(words.value())
                .forEach(candidate -> surroundings.output().line(candidate.line()));
        return ExitCode.SUCCESS.number();
    }

    private Configuration configuration() {
        try {
            return Configuration.of(surroundings, commands);
        } catch (FailureException broken) {
            return Configuration.empty(Configuration.fileIn(surroundings));
        }
    }
}
