package dev.trawl.cli.completion;

import dev.trawl.cli.console.Harmless;
import dev.trawl.cli.help.HelpTopic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Finds what could stand in place of the word that is being typed. */
final class Completion {
    /** Verbs whose arguments are verbs. */
    private static final Set<String> OF_VERBS = Set.of("help", "man");

    private final CommandSpec root;
    private final Set<String> savedSearches;
    private final IndexedWords indexed;
    private final FilterWords filter;
    private final OptionValues values;

    Completion(CommandSpec root, Set<String> savedSearches, IndexedWords indexed) {
        this.root = root;
        this.savedSearches = savedSearches;
        this.indexed = indexed;
        this.filter = new FilterWords(indexed);
        this.values = new OptionValues(indexed, filter);
    }

    /** Whole words, which begin with the last one as a rule. */
    List<Candidate> of(List<String> words) {
        return found(words).stream()
                .filter(candidate -> Harmless.isLine(candidate.text()))
                .toList();
    }

    private List<Candidate> found(List<String> words) {
        if (words.isEmpty()) {
            return verbs(root, "");
        }
        var typed = words.getLast();
        var before = withoutWhatEveryVerbTakes(words.subList(0, words.size() - 1));
        if (!before.isEmpty()
                && OF_VERBS.contains(before.getFirst())
                && Stream.concat(before.stream(), Stream.of(typed)).noneMatch(word -> word.startsWith("-"))) {
            return explained(before.subList(1, before.size()), typed);
        }
        var command = root;
        int at = 0;
        for (var verb = subcommand(command, before, at); verb.isPresent(); verb = subcommand(command, before, at)) {
            command = verb.get();
            at++;
        }
        if (typed.startsWith("-")) {
            return typed.contains("=") ? inOption(command, typed) : options(command, typed);
        }
        if (!command.subcommands().isEmpty()) {
            return verbs(command, typed);
        }
        var last = before.isEmpty() ? "" : before.getLast();
        var option = command.optionsMap().get(last);
        if (option == null || option.arity().max() == 0) {
            return argument(command, typed);
        }
        return value(command, option, typed);
    }

    private List<Candidate> value(CommandSpec command, OptionSpec option, String typed) {
        return option.longestName().equals("--filter-string")
                ? filterOrSavedSearch(typed)
                : values.of(command, option, typed);
    }

    /** The words but those that may stand before a verb as well as behind it: flags of the root, and {@code --}. */
    private List<String> withoutWhatEveryVerbTakes(List<String> words) {
        return words.stream()
                .filter(word -> !root.optionsMap().containsKey(word) && !word.equals("--"))
                .toList();
    }

    /** What there is help on behind some verbs. */
    private List<Candidate> explained(List<String> verbs, String typed) {
        var command = Optional.of(root);
        for (int at = 0; at < verbs.size() && command.isPresent(); at++) {
            command = subcommand(command.get(), verbs, at);
        }
        var topics = verbs.isEmpty() ? Arrays.stream(HelpTopic.values()) : Stream.<HelpTopic>empty();
        return Stream.concat(
                        command.stream().flatMap(found -> verbs(found, typed).stream()),
                        topics.filter(topic -> topic.word().startsWith(typed))
                                .map(topic -> new Candidate(topic.word(), topic.meaning())))
                .toList();
    }

    /** The subcommand that a word names, if there is such a word and such a subcommand. */
    private static Optional<CommandSpec> subcommand(CommandSpec command, List<String> words, int at) {
        return at < words.size()
                ? Optional.ofNullable(command.subcommands().get(words.get(at))).map(CommandLine::getCommandSpec)
                : Optional.empty();
    }

    private static List<Candidate> verbs(CommandSpec command, String typed) {
        return command.subcommands().entrySet().stream()
                .filter(verb -> verb.getKey().startsWith(typed))
                .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
                .map(verb -> new Candidate(
                        verb.getKey(),
                        first(verb.getValue().getCommandSpec().usageMessage().description())))
                .toList();
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0].replace("%%", "%");
    }

    private static List<Candidate> options(CommandSpec command, String typed) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names())
                        .filter(name -> name.startsWith(typed))
                        .filter(name -> typed.startsWith("--") || name.startsWith("--") || name.length() == 2)
                        .map(name -> new Candidate(name, first(option.description()))))
                .toList();
    }

    private List<Candidate> inOption(CommandSpec command, String typed) {
        int equals = typed.indexOf('=');
        var name = typed.substring(0, equals);
        var option = command.optionsMap().get(name);
        return option == null
                ? List.of()
                : value(command, option, typed.substring(equals + 1)).stream()
                        .map(found ->
                                found.isOfShell() ? found : new Candidate(name + "=" + found.text(), found.meaning()))
                        .toList();
    }

    private List<Candidate> argument(CommandSpec command, String typed) {
        if (command.positionalParameters().isEmpty()) {
            return List.of();
        }
        var argument = command.positionalParameters().getFirst();
        return switch (argument.paramLabel()) {
            case "ID" ->
                Candidate.matching(
                        (command.name().equals("session") ? indexed.values("session") : indexed.ids(typed)).stream(),
                        typed);
            case "FILTER", "FILTER_A" -> filterOrSavedSearch(typed);
            default -> OptionValues.ofType(argument, typed);
        };
    }

    private List<Candidate> filterOrSavedSearch(String typed) {
        return typed.startsWith("@")
                ? Candidate.matching(savedSearches.stream().sorted().map(name -> "@" + name), typed)
                : filter.of(typed);
    }
}
