package dev.trawl.cli;

import dev.trawl.cli.config.Configuration;
import dev.trawl.cli.config.ConfiguredOption;
import dev.trawl.cli.config.SavedSearch;
import dev.trawl.cli.config.UserFolder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The words of a command line with what the configuration adds to them: the command's options, and saved searches in
 * place of their names. An option that was typed replaces that of a saved search, which replaces that of the command.
 *
 * @param places of the file that took part
 */
record ConfiguredWords(List<String> words, List<String> places) {
    /** Commands whose arguments are filters, where {@code @name} can stand for one; the first is what searches are saved for. */
    private static final List<String> WITH_FILTERS =
            List.of("search", "stats", "histogram", "facets", "compare", "explain", "sessions", "export", "traces");

    ConfiguredWords {
        words = List.copyOf(words);
        places = List.copyOf(places);
    }

    /**
     * @param root with the command that the first word names
     * @param all with all commands; made only when an option is not one of this command
     * @throws dev.trawl.cli.console.FailureException if the file names a search or an option that does not exist, or gives
     *     an option a value that it does not take
     */
    static ConfiguredWords of(
            Configuration configuration,
            UserFolder userFolder,
            CommandLine root,
            Supplier<CommandLine> all,
            String... words) {
        var command = root;
        int verbs = 0;
        while (verbs < words.length && command.getSubcommands().containsKey(words[verbs])) {
            command = command.getSubcommands().get(words[verbs]);
            verbs++;
        }
        var given = Arrays.asList(words);
        return verbs == 0 || !command.getSubcommands().isEmpty()
                ? new ConfiguredWords(given, List.of())
                : new Expansion(configuration, userFolder, command, all)
                        .of(given.subList(0, verbs), given.subList(verbs, words.length));
    }

    private record Expansion(
            Configuration configuration, UserFolder userFolder, CommandLine command, Supplier<CommandLine> all) {
        ConfiguredWords of(List<String> verbs, List<String> typed) {
            var verb = verbs.getFirst();
            var told = TypedWords.of(command.getCommandSpec(), typed);
            var searches = WITH_FILTERS.contains(verb) ? searches(told) : Map.<String, SavedSearch>of();
            var ofSearches = searches.values().stream()
                    .flatMap(search -> search.options().stream())
                    .filter(option -> isMeant(option, this::withFilters))
                    .map(this::withPath)
                    .toList();
            var ofCommand = configuration.options().getOrDefault(verb, List.of()).stream()
                    .filter(option -> isMeant(option, () -> siblings(verbs)))
                    .map(this::withPath)
                    .toList();

            var named = new LinkedHashSet<OptionSpec>();
            if (!ofSearches.isEmpty() || !ofCommand.isEmpty()) {
                named.addAll(read(command, typed).matchedOptions());
            }
            var keptOfSearches = without(named, ofSearches);
            named.addAll(ofSearches.stream().map(this::specification).toList());
            var keptOfCommand = without(named, ofCommand);

            var words = new ArrayList<>(verbs);
            keptOfCommand.forEach(option -> words.addAll(option.words()));
            keptOfSearches.forEach(option -> words.addAll(option.words()));
            words.addAll(
                    searches.isEmpty()
                            ? typed
                            : told.withFilters(word -> searches.containsKey(word)
                                    ? searches.get(word).filter()
                                    : word));
            var places = new ArrayList<>(
                    keptOfCommand.stream().map(ConfiguredOption::place).toList());
            searches.keySet().forEach(word -> places.add("searches." + word.substring(1)));
            return new ConfiguredWords(words, places);
        }

        /** By the words that stand for them. */
        private Map<String, SavedSearch> searches(TypedWords typed) {
            var searches = new LinkedHashMap<String, SavedSearch>();
            typed.filters()
                    .filter(word -> word.startsWith("@"))
                    .forEach(word -> searches.put(word, configuration.search(word.substring(1))));
            return searches;
        }

        private List<ConfiguredOption> without(Set<OptionSpec> named, List<ConfiguredOption> options) {
            return options.stream()
                    .filter(option -> !named.contains(specification(option)))
                    .toList();
        }

        private ConfiguredOption withPath(ConfiguredOption option) {
            return List.of(specification(option).auxiliaryTypes()).contains(Path.class)
                    ? option.asPath(userFolder)
                    : option;
        }

        private OptionSpec specification(ConfiguredOption option) {
            return Objects.requireNonNull(command.getCommandSpec().optionsMap().get("--" + option.name()));
        }

        /** Whether the command takes the option; one that is of other commands is left to them. */
        private boolean isMeant(ConfiguredOption option, Supplier<Collection<CommandLine>> others) {
            if (problem(command, option).isEmpty()) {
                return true;
            }
            var commands = others.get();
            if (commands.stream().anyMatch(other -> problem(other, option).isEmpty())) {
                return false;
            }
            var first = commands.stream().findFirst().orElse(command);
            throw configuration.wrong(
                    option.place() + ": " + problem(first, option).orElseThrow());
        }

        private Collection<CommandLine> withFilters() {
            var commands = all.get().getSubcommands();
            return WITH_FILTERS.stream().map(commands::get).toList();
        }

        /** {@code traces search} and {@code traces get} share a table of options. */
        private Collection<CommandLine> siblings(List<String> verbs) {
            return verbs.size() > 1 ? command.getParent().getSubcommands().values() : List.of(command);
        }

        /** Has picocli read words of a command, which it does from the root on; mistakes are in the result. */
        private static ParseResult read(CommandLine command, List<String> words) {
            var all = new ArrayDeque<>(words);
            var root = command;
            for (; root.getParent() != null; root = root.getParent()) {
                all.addFirst(root.getCommandName());
            }
            var parser = command.getCommandSpec().parser();
            parser.collectErrors(true);
            try {
                var result = root.parseArgs(all.toArray(String[]::new));
                while (result.hasSubcommand()) {
                    result = result.subcommand();
                }
                return result;
            } finally {
                parser.collectErrors(false);
            }
        }

        /** What is wrong with the option for a command. */
        private static Optional<String> problem(CommandLine command, ConfiguredOption option) {
            var name = "--" + option.name();
            var known = command.getCommandSpec().optionsMap().get(name);
            if (known != null && known.usageHelp()) {
                return Optional.of("No such option '" + name + "' in a configuration.");
            }
            var words = option.words().isEmpty() ? List.of(name) : option.words();
            Predicate<Exception> concerns = error -> !(error instanceof MissingParameterException missing)
                    || missing.getMissing().contains(known);
            return read(command, words).errors().stream()
                    .filter(concerns)
                    .findFirst()
                    .map(error -> UsageErrors.sentence((ParameterException) error));
        }
    }
}
