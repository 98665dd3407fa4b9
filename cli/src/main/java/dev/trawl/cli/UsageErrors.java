package dev.trawl.cli;

import dev.trawl.cli.console.Addresses;
import dev.trawl.cli.console.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, in the words and the layout of MLflow's command line (click 8):
 *
 * <pre>
 * Usage: trawl traces search [OPTIONS]
 * Try 'trawl traces search --help' for help.
 *
 * Error: Missing option '--experiment-id' / '-x'.
 * </pre>
 */
final class UsageErrors {
    private static final String TRACKING_URI = "--tracking-uri";

    private UsageErrors() {}

    static String text(CommandLine command, String sentence) {
        var name = command.getCommandSpec().qualifiedName();
        return "Usage: " + name + synopsis(command.getCommandSpec()) + "\nTry '" + name
                + " --help' for help.\n\nError: " + sentence;
    }

    private static String synopsis(CommandSpec command) {
        var arguments = command.positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .map(argument -> " " + label(argument))
                .collect(Collectors.joining());
        return " [OPTIONS]" + (command.subcommands().isEmpty() ? arguments : " COMMAND [ARGS]...");
    }

    private static String label(ArgSpec argument) {
        var label = argument.paramLabel() + (argument.typeInfo().isMultiValue() ? "..." : "");
        return argument.required() ? label : "[" + label + "]";
    }

    /** Names what was typed, but no password in it. */
    static String sentence(ParameterException problem) {
        return Addresses.withoutCredentials(
                switch (problem) {
                    case UnmatchedArgumentException unmatched -> unmatched(unmatched);
                    case MissingParameterException missing -> missing(missing);
                    default -> invalid(problem);
                });
    }

    static String sentence(UsageException problem) {
        return Addresses.withoutCredentials(String.valueOf(problem.getMessage()));
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        var unmatched = problem.getUnmatched();
        var first = unmatched.getFirst();
        var command = problem.getCommandLine().getCommandSpec();
        if (problem.isUnknownOption()) {
            var name = first.startsWith("--") ? first.split("=", 2)[0] : first;
            return "No such option '" + name + "'."
                    + (isOfSomeVerb(name, command)
                            ? " It stands behind the command: " + command.qualifiedName() + " COMMAND " + name + " …"
                            : suggestion(name, command.optionsMap().keySet()));
        }
        if (!command.subcommands().isEmpty()) {
            return "No such command '" + first + "'." + suggestion(first, names(command));
        }
        return "Got unexpected extra argument" + (unmatched.size() > 1 ? "s" : "") + " (" + String.join(" ", unmatched)
                + ")" + serverMeant(first, command);
    }

    /** How a server is named, where its address stands alone. */
    private static String serverMeant(String word, CommandSpec command) {
        if (!word.matches("(?is)https?://.*")) {
            return "";
        }
        if (command.optionsMap().containsKey(TRACKING_URI)) {
            return ". A server is named with " + TRACKING_URI + ": " + command.qualifiedName() + " " + TRACKING_URI
                    + " " + word;
        }
        return command.name().equals("doctor") ? ". The server that is asked is that of MLFLOW_TRACKING_URI." : "";
    }

    private static boolean isOfSomeVerb(String option, CommandSpec command) {
        return command.subcommands().values().stream()
                .anyMatch(verb -> verb.getCommandSpec().optionsMap().containsKey(option));
    }

    private static String suggestion(String wrong, Iterable<String> names) {
        return UsageException.suggestion(wrong, names);
    }

    private static String missing(MissingParameterException problem) {
        List<ArgSpec> missing = problem.getMissing();
        var first = missing.isEmpty() ? Optional.<ArgSpec>empty() : Optional.of(missing.getFirst());
        boolean valueOfOption = String.valueOf(problem.getMessage()).contains("parameter for option");
        return first.map(argument -> missing(argument, valueOfOption))
                .orElseGet(() -> String.valueOf(problem.getMessage()));
    }

    private static String missing(ArgSpec argument, boolean valueOfOption) {
        if (argument instanceof OptionSpec option) {
            return valueOfOption
                    ? "Option '" + option.longestName() + "' requires an argument."
                    : "Missing option " + names(option) + ".";
        }
        return "Missing argument '" + argument.paramLabel() + "'.";
    }

    /** Of the verbs that the help lists. */
    private static List<String> names(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String names(OptionSpec option) {
        return Arrays.stream(option.names()).map(name -> "'" + name + "'").collect(Collectors.joining(" / "));
    }

    private static String invalid(ParameterException problem) {
        var argument = problem.getArgSpec();
        var value = problem.getValue();
        if (argument == null || value == null) {
            return String.valueOf(problem.getMessage());
        }
        var name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        return "Invalid value for '" + name + "': '" + value + "' is " + invalid(argument, value, problem);
    }

    private static String invalid(ArgSpec argument, String value, ParameterException problem) {
        if (argument.typeInfo().getType() == Integer.class && value.matches("[+-]?[0-9]+")) {
            return value.startsWith("-") ? "too small." : "too large; the most is " + Integer.MAX_VALUE + ".";
        }
        return "not " + expected(argument, value, problem);
    }

    private static String expected(ArgSpec argument, String value, ParameterException problem) {
        var type = argument.typeInfo().getType();
        if (type.isEnum()) {
            return UsageException.oneOf(
                    value,
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        if (type == Integer.class) {
            return "a valid integer.";
        }
        if (type == boolean.class) {
            return "true or false.";
        }
        if (type == Duration.class) {
            return "a duration such as 500ms, 10s, 2m or 1h.";
        }
        if (Arrays.asList(argument.auxiliaryTypes()).contains(Path.class)) {
            return "the name of a file or folder.";
        }
        return "valid: " + problem.getMessage();
    }
}
