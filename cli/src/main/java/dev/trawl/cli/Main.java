package dev.trawl.cli;

import dev.trawl.cli.bulk.BulkCommand;
import dev.trawl.cli.care.BundleCommand;
import dev.trawl.cli.care.IndexCareCommand;
import dev.trawl.cli.care.UnbundleCommand;
import dev.trawl.cli.care.VerifyCommand;
import dev.trawl.cli.completion.CompleteCommand;
import dev.trawl.cli.completion.CompletionCommand;
import dev.trawl.cli.config.Configuration;
import dev.trawl.cli.config.UserFolder;
import dev.trawl.cli.console.DurationConverter;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.PathConverter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.demo.DemoCommand;
import dev.trawl.cli.diff.DiffCommand;
import dev.trawl.cli.doctor.DoctorCommand;
import dev.trawl.cli.explain.ExplainCommand;
import dev.trawl.cli.explain.FieldsCommand;
import dev.trawl.cli.export.ExportCommand;
import dev.trawl.cli.get.GetCommand;
import dev.trawl.cli.help.HelpTopic;
import dev.trawl.cli.importing.ImportCommand;
import dev.trawl.cli.man.ManCommand;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.search.SearchCommand;
import dev.trawl.cli.session.SessionCommand;
import dev.trawl.cli.session.SessionsCommand;
import dev.trawl.cli.show.ShowCommand;
import dev.trawl.cli.stats.CompareCommand;
import dev.trawl.cli.stats.FacetsCommand;
import dev.trawl.cli.stats.HistogramCommand;
import dev.trawl.cli.stats.StatsCommand;
import dev.trawl.cli.status.StatusCommand;
import dev.trawl.cli.sync.SyncCommand;
import dev.trawl.cli.traces.TracesCommand;
import dev.trawl.query.Similar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.RunLast;

/** The entry point of the {@code trawl} command: builds the command tree and runs it. */
public final class Main {
    private static final String HELP = "help";
    private static final String COMPLETE = "__complete";
    private static final String MAN = "man";

    /** Verbs that speak of all others. */
    private static final Set<String> OF_ALL_VERBS = Set.of(COMPLETE, MAN);

    /** Verbs that work also where the configuration is broken. */
    private static final Set<String> WITHOUT_CONFIGURATION = Set.of(HELP, COMPLETE, MAN, "completion", "doctor");

    private Main() {}

    /** Runs the command line and exits with its code. No thread is left after a success, which can do without what Java sets up to exit. */
    public static void main(String[] arguments) {
        int code = run(Surroundings.ofProcess(), arguments);
        if (code != ExitCode.SUCCESS.number()) {
            System.exit(code);
        }
    }

    /**
     * Runs a command line in the given surroundings and leaves everything written there.
     *
     * @return the exit code's number
     */
    public static int run(Surroundings outer, String... arguments) {
        try {
            var given = VerbFirst.of(arguments);
            refuseUnknownTopic(given);
            var topic = topic(given);
            if (topic.isPresent()) {
                outer.output().line(topic.get().text());
                outer.output().flush();
                return ExitCode.SUCCESS.number();
            }
            var asked = withHelpAsOption(given);
            boolean configured = asked.length > 0 && isConfigured(asked);
            var configuration =
                    configured ? Optional.of(Configuration.of(outer, names())) : Optional.<Configuration>empty();
            return execute(configuration.map(read -> read.within(outer)).orElse(outer), configuration, asked);
        } catch (RuntimeException | Error e) {
            return new Failures(outer).report(e, Optional.empty()).number();
        }
    }

    private static int execute(Surroundings surroundings, Optional<Configuration> configuration, String... asked) {
        long began = surroundings.nanoseconds().getAsLong();
        var failures = new Failures(surroundings);
        var command = commandLine(surroundings, failures, asked);
        command.setExecutionStrategy(read -> {
            configuration.ifPresent(file -> file.narrate(surroundings));
            return new RunLast().execute(read);
        });
        try {
            var words = configuration
                    .map(file -> ConfiguredWords.of(
                            file,
                            new UserFolder(surroundings.userFolder()),
                            command,
                            () -> commandLine(surroundings, failures),
                            asked))
                    .orElseGet(() -> new ConfiguredWords(Arrays.asList(asked), List.of()));
            int code = command.execute(words.words().toArray(String[]::new));
            if (code == ExitCode.USAGE.number() && !words.places().isEmpty()) {
                configuration.ifPresent(file ->
                        surroundings.complain("trawl: " + String.join(", ", words.places()) + " in " + file.file()
                                + (words.places().size() == 1 ? " is" : " are") + " part of this command line"));
            }
            surroundings.output().flush();
            surroundings.narrate(() -> "ended with " + code + " after " + Quantity.duration(surroundings.since(began)));
            return code;
        } catch (RuntimeException | Error e) {
            return failures.report(e, Optional.of(command)).number();
        }
    }

    /** Whether a verb is run, not just its help shown, that the configuration concerns. */
    private static boolean isConfigured(String... words) {
        return verbs().containsKey(words[0])
                && !WITHOUT_CONFIGURATION.contains(words[0])
                && !Arrays.asList(words).contains("--help");
    }

    /** {@code help TOPIC}. */
    private static Optional<HelpTopic> topic(String... arguments) {
        return arguments.length == 2 && arguments[0].equals(HELP) ? HelpTopic.named(arguments[1]) : Optional.empty();
    }

    /** What is neither a verb nor like one may be like a topic; otherwise picocli complains. */
    private static void refuseUnknownTopic(String... arguments) {
        if (arguments.length != 2 || !arguments[0].equals(HELP) || verbs().containsKey(arguments[1])) {
            return;
        }
        var topics = Arrays.stream(HelpTopic.values()).map(HelpTopic::word).toList();
        Similar.to(arguments[1], topics)
                .filter(topic -> !topic.equals(arguments[1]))
                .ifPresent(topic -> {
                    throw new FailureException(
                            ExitCode.USAGE,
                            "trawl: there is no help on '" + arguments[1] + "'; did you mean trawl help " + topic
                                    + "?");
                });
    }

    private static CommandLine commandLine(Surroundings surroundings, Failures failures, String... arguments) {
        var root = new RootCommand(surroundings).specification();
        var verbs = verbs();
        // Describing a command to picocli takes a millisecond or two: when one verb is asked for, only that one is.
        var wanted = arguments.length > 0 && verbs.containsKey(arguments[0]) && !OF_ALL_VERBS.contains(arguments[0])
                ? Set.of(arguments[0])
                : verbs.keySet();
        verbs.forEach((name, command) -> {
            if (wanted.contains(name)) {
                root.addSubcommand(name, command.apply(surroundings));
            }
        });
        return configured(new CommandLine(root), surroundings, failures);
    }

    /** Of the verbs that a configuration may set options of. */
    private static List<String> names() {
        return verbs().keySet().stream()
                .filter(name -> !WITHOUT_CONFIGURATION.contains(name))
                .toList();
    }

    /** Each verb with what makes its command, in the order of the help. */
    private static Map<String, Function<Surroundings, CommandSpec>> verbs() {
        var verbs = new LinkedHashMap<String, Function<Surroundings, CommandSpec>>();
        verbs.put("sync", surroundings -> new SyncCommand(surroundings).specification());
        verbs.put("import", surroundings -> new ImportCommand(surroundings).specification());
        verbs.put("status", surroundings -> new StatusCommand(surroundings).specification());
        verbs.put("search", surroundings -> new SearchCommand(surroundings).specification());
        verbs.put("show", surroundings -> new ShowCommand(surroundings).specification());
        verbs.put("sessions", surroundings -> new SessionsCommand(surroundings).specification());
        verbs.put("session", surroundings -> new SessionCommand(surroundings).specification());
        verbs.put("diff", surroundings -> new DiffCommand(surroundings).specification());
        verbs.put("get", surroundings -> new GetCommand(surroundings).specification());
        verbs.put("explain", surroundings -> new ExplainCommand(surroundings).specification());
        verbs.put("fields", surroundings -> new FieldsCommand(surroundings).specification());
        verbs.put("bulk", surroundings -> new BulkCommand(surroundings).specification());
        verbs.put("stats", surroundings -> new StatsCommand(surroundings).specification());
        verbs.put("histogram", surroundings -> new HistogramCommand(surroundings).specification());
        verbs.put("facets", surroundings -> new FacetsCommand(surroundings).specification());
        verbs.put("compare", surroundings -> new CompareCommand(surroundings).specification());
        verbs.put("export", surroundings -> new ExportCommand(surroundings).specification());
        verbs.put("bundle", surroundings -> new BundleCommand(surroundings).specification());
        verbs.put("unbundle", surroundings -> new UnbundleCommand(surroundings).specification());
        verbs.put("verify", surroundings -> new VerifyCommand(surroundings).specification());
        verbs.put(
                "reindex",
                surroundings -> IndexCareCommand.reindex(surroundings).specification());
        verbs.put(
                "compact",
                surroundings -> IndexCareCommand.compact(surroundings).specification());
        verbs.put("traces", surroundings -> new TracesCommand(surroundings).specification());
        verbs.put("demo", surroundings -> new DemoCommand(surroundings).specification());
        verbs.put("completion", surroundings -> new CompletionCommand(surroundings).specification());
        verbs.put(MAN, surroundings -> new ManCommand(surroundings).specification());
        verbs.put("doctor", surroundings -> new DoctorCommand(surroundings, names()).specification());
        verbs.put(COMPLETE, surroundings -> new CompleteCommand(surroundings, names()).specification());
        verbs.put(HELP, surroundings -> helpVerb());
        return verbs;
    }

    /** For the list of verbs only, see {@link #withHelpAsOption}. */
    private static CommandSpec helpVerb() {
        var help = CommandSpec.create();
        help.usageMessage().description("Show this message, or that of a command or of a topic: filters, exit-codes.");
        return help;
    }

    /** {@code help search -> search --help}, {@code help -> --help}; what is no verb is left to be complained of. */
    private static String[] withHelpAsOption(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals(HELP)) {
            return arguments;
        }
        var words = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
        if (words.isEmpty() || verbs().containsKey(words.getFirst())) {
            words.add("--help");
        }
        return words.toArray(String[]::new);
    }

    private static CommandLine configured(CommandLine root, Surroundings surroundings, Failures failures) {
        root.setOut(surroundings.output().printer());
        root.setErr(surroundings.messages().printer());
        root.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        root.setUsageHelpWidth(surroundings.helpColumns());
        // A filter may begin with @, and the last of two equal options counts, as in MLflow's command line.
        root.setExpandAtFiles(false);
        root.registerConverter(Duration.class, new DurationConverter());
        root.registerConverter(Path.class, new PathConverter());
        root.setOverwrittenOptionsAllowed(true);
        root.setParameterExceptionHandler(
                (problem, words) -> failures.usage(problem).number());
        root.setExecutionExceptionHandler(
                (problem, command, words) -> failures.report(problem, command).number());
        giveHelp(root, surroundings);
        return root;
    }

    /** What every command has: how much it says, the help option, and a help in sections with the exit codes at its end. */
    private static void giveHelp(CommandLine command, Surroundings surroundings) {
        var specification = command.getCommandSpec();
        surroundings.volume().addOptions(specification);
        specification.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this message and exit.")
                .build());
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
        command.getSubcommands().values().forEach(subcommand -> giveHelp(subcommand, surroundings));
    }
}
