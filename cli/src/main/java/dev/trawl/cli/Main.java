package dev.trawl.cli;

import dev.trawl.cli.bulk.BulkCommand;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.demo.DemoCommand;
import dev.trawl.cli.explain.ExplainCommand;
import dev.trawl.cli.explain.FieldsCommand;
import dev.trawl.cli.get.GetCommand;
import dev.trawl.cli.importing.ImportCommand;
import dev.trawl.cli.search.SearchCommand;
import dev.trawl.cli.sync.SyncCommand;
import dev.trawl.cli.traces.TracesCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** The entry point of the {@code trawl} command: builds the command tree and runs it. */
public final class Main {
    private static final int HELP_COLUMNS = 100;

    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    /**
     * Runs a command line in the given surroundings and leaves everything written there.
     *
     * @return the exit code's number
     */
    public static int run(Surroundings surroundings, String... arguments) {
        var failures = new Failures(surroundings);
        try {
            int code = commandLine(surroundings, failures, arguments).execute(arguments);
            surroundings.output().flush();
            return code;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return failures.report(e).number();
        }
    }

    private static CommandLine commandLine(Surroundings surroundings, Failures failures, String... arguments) {
        var root = new CommandLine(new RootCommand(surroundings));
        var verbs = verbs();
        // Reading a command's annotations takes milliseconds: when one verb is asked for, only that one is read.
        var wanted = arguments.length > 0 && !arguments[0].equals("help") && verbs.containsKey(arguments[0])
                ? Set.of(arguments[0])
                : verbs.keySet();
        verbs.forEach((name, command) -> {
            if (wanted.contains(name)) {
                root.addSubcommand(name, command.apply(surroundings));
            }
        });
        return configured(root, surroundings, failures);
    }

    /** Each verb with what makes its command, in the order of the help. */
    private static Map<String, Function<Surroundings, Object>> verbs() {
        var verbs = new LinkedHashMap<String, Function<Surroundings, Object>>();
        verbs.put("sync", SyncCommand::new);
        verbs.put("import", ImportCommand::new);
        verbs.put("search", SearchCommand::new);
        verbs.put("get", GetCommand::new);
        verbs.put("explain", ExplainCommand::new);
        verbs.put("fields", FieldsCommand::new);
        verbs.put("bulk", BulkCommand::new);
        verbs.put("traces", TracesCommand::commandLine);
        verbs.put("demo", DemoCommand::new);
        verbs.put("help", surroundings -> new HelpCommand());
        return verbs;
    }

    private static CommandLine configured(CommandLine root, Surroundings surroundings, Failures failures) {
        root.setOut(surroundings.output().printer());
        root.setErr(surroundings.messages().printer());
        root.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        root.setUsageHelpWidth(HELP_COLUMNS);
        // A filter may begin with @, and the last of two equal options counts, as in MLflow's command line.
        root.setExpandAtFiles(false);
        root.setOverwrittenOptionsAllowed(true);
        root.setParameterExceptionHandler(
                (problem, words) -> failures.usage(problem).number());
        root.setExecutionExceptionHandler(
                (problem, command, words) -> failures.report(problem, command).number());
        root.getCommandSpec()
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Print the version and exit.")
                        .build());
        giveHelp(root);
        return root;
    }

    /** What every command has: the help option, and a help in sections with the exit codes at its end. */
    private static void giveHelp(CommandLine command) {
        var specification = command.getCommandSpec();
        if (!specification.optionsMap().containsKey("-h")) {
            specification.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this message and exit.")
                    .build());
        }
        specification
                .usageMessage()
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        command.getSubcommands().values().forEach(Main::giveHelp);
    }
}
