package dev.trawl.cli.completion;

import dev.trawl.query.bind.FieldCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Finds what could stand in place of the word that is being typed. */
final class Completion {
    /** Options whose values are fields. */
    private static final Set<String> OF_FIELDS = Set.of("--by", "-b", "--metric", "-m", "--order-by");

    private final CommandSpec root;
    private final Set<String> savedSearches;
    private final IndexedWords indexed;

    Completion(CommandSpec root, Set<String> savedSearches, IndexedWords indexed) {
        this.root = root;
        this.savedSearches = savedSearches;
        this.indexed = indexed;
    }

    /** Whole words, which begin with the last one. */
    List<Candidate> of(List<String> words) {
        if (words.isEmpty()) {
            return verbs(root, "");
        }
        var typed = words.getLast();
        var command = root;
        var before = words.subList(0, words.size() - 1);
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
        return option != null && option.arity().max() > 0 ? value(option, last, typed) : argument(command, typed);
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
                : value(option, name, typed.substring(equals + 1)).stream()
                        .map(found -> new Candidate(name + "=" + found.text(), found.meaning()))
                        .toList();
    }

    private List<Candidate> value(OptionSpec option, String name, String typed) {
        var constants = option.typeInfo().getType().getEnumConstants();
        if (constants != null) {
            return matching(Arrays.stream(constants).map(Object::toString), typed);
        }
        if (OF_FIELDS.contains(name)) {
            int start = Math.max(typed.lastIndexOf(','), typed.lastIndexOf(' ')) + 1;
            return behind(typed.substring(0, start), fields(typed.substring(start)));
        }
        return switch (name) {
            case "--spans", "--filter-string" -> filter(typed);
            case "--experiment-id", "-x" -> matching(indexed.values("experiment_id").stream(), typed);
            default -> List.of();
        };
    }

    private List<Candidate> argument(CommandSpec command, String typed) {
        if (command.positionalParameters().isEmpty()) {
            return List.of();
        }
        var argument = command.positionalParameters().getFirst();
        var constants = argument.typeInfo().getType().getEnumConstants();
        if (constants != null) {
            return matching(Arrays.stream(constants).map(Object::toString), typed);
        }
        if (!argument.paramLabel().startsWith("FILTER")) {
            return List.of();
        }
        return typed.startsWith("@")
                ? matching(savedSearches.stream().sorted().map(name -> "@" + name), typed)
                : filter(typed);
    }

    /** Completes the end of a filter: a field, or the value behind a field and an operator. */
    private List<Candidate> filter(String typed) {
        int start = 1 + Math.max(typed.lastIndexOf(' '), typed.lastIndexOf('('));
        var before = typed.substring(0, start);
        var words = before.strip().split("\\s+", -1);
        var operator = words[words.length - 1].toUpperCase(Locale.ROOT);
        if (words.length > 1 && Set.of("=", "!=", "<>", "LIKE", "ILIKE").contains(operator)) {
            var field = words[words.length - 2].replace("(", "");
            return behind(
                    before, matching(indexed.values(field).stream().map(Completion::quoted), typed.substring(start)));
        }
        return behind(before, fields(typed.substring(start)));
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static List<Candidate> behind(String before, List<Candidate> found) {
        return found.stream()
                .map(candidate -> new Candidate(before + candidate.text(), candidate.meaning()))
                .toList();
    }

    private List<Candidate> fields(String typed) {
        var found = new ArrayList<Candidate>();
        for (var row : FieldCatalog.rows()) {
            if (row.name().endsWith(".KEY") || row.name().endsWith(".NAME")) {
                continue;
            }
            if (row.name().startsWith(typed)) {
                found.add(new Candidate(row.name(), row.meaning()));
            } else if (!typed.isEmpty() && row.name().startsWith("trace." + typed)) {
                found.add(new Candidate(row.name().substring("trace.".length()), row.meaning()));
            }
        }
        if (!typed.isEmpty()) {
            found.addAll(matching(indexed.keys().stream(), typed));
        }
        return found;
    }

    private static List<Candidate> matching(Stream<String> words, String typed) {
        return words.filter(word -> word.startsWith(typed)).map(Candidate::of).toList();
    }
}
