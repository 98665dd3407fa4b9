package dev.trawl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The words that were typed behind a verb, told apart.
 *
 * @param options with their values, but for those in {@code filterStrings}
 * @param filterStrings values of {@code --filter-string}
 * @param arguments what is neither an option nor the value of one
 */
record TypedWords(List<String> options, List<String> filterStrings, List<String> arguments) {
    private static final String FILTER_STRING = "--filter-string";

    TypedWords {
        options = List.copyOf(options);
        filterStrings = List.copyOf(filterStrings);
        arguments = List.copyOf(arguments);
    }

    static TypedWords of(CommandSpec command, List<String> words) {
        var options = new ArrayList<String>();
        var filterStrings = new ArrayList<String>();
        var arguments = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var option = command.optionsMap().get(word);
            boolean valueFollows = option != null && option.arity().max() > 0;
            if (valueFollows && i + 1 == words.size()) {
                // It would take what is put behind it for its value.
                return new TypedWords(words, List.of(), List.of());
            } else if (word.equals("--")) {
                arguments.addAll(words.subList(i + 1, words.size()));
                break;
            } else if (word.startsWith(FILTER_STRING + "=")) {
                filterStrings.add(word.substring(FILTER_STRING.length() + 1));
            } else if (valueFollows && word.equals(FILTER_STRING)) {
                filterStrings.add(words.get(++i));
            } else if (valueFollows) {
                options.addAll(List.of(word, words.get(++i)));
            } else if (word.startsWith("-") && word.length() > 1) {
                options.add(word);
            } else {
                arguments.add(word);
            }
        }
        return new TypedWords(options, filterStrings, arguments);
    }

    /** The words that stand for filters. */
    Stream<String> filters() {
        return Stream.concat(filterStrings.stream(), arguments.stream());
    }

    /** The same command line with other filters; one that begins with a hyphen, as comments do, is no option in it. */
    List<String> withFilters(UnaryOperator<String> other) {
        var words = new ArrayList<>(options);
        filterStrings.forEach(filter -> words.add(FILTER_STRING + "=" + other.apply(filter)));
        words.add("--");
        arguments.forEach(argument -> words.add(other.apply(argument)));
        return words;
    }
}
