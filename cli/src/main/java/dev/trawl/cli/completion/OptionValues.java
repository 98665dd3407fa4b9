package dev.trawl.cli.completion;

import dev.trawl.trace.redact.Redaction;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What could stand as the value of an option. */
record OptionValues(IndexedWords indexed, FilterWords filter) {
    private static final List<String> AGGREGATES = List.of("p50", "p95", "p99", "avg", "sum", "min", "max");

    List<Candidate> of(CommandSpec command, OptionSpec option, String typed) {
        return switch (option.longestName()) {
            case "--by" ->
                command.name().equals("histogram")
                        ? Candidate.matching(Stream.of("auto", "15m", "1h", "1d", "7d"), typed)
                        : listed(typed, filter::fields);
            case "--metric" -> listed(typed, OptionValues::metrics);
            case "--order-by" -> listed(typed, this::orders);
            case "--columns" -> listed(typed, filter::fields);
            case "--key" -> filter.fields(typed);
            case "--redact" -> listed(typed, last -> Candidate.matching(Redaction.NAMES.stream(), last));
            case "--spans", "--filter-string" -> filter.of(typed);
            case "--experiment-id" -> Candidate.matching(indexed.values("experiment_id").stream(), typed);
            case "--trace-id" -> Candidate.matching(indexed.ids(typed).stream(), typed);
            default -> ofType(option, typed);
        };
    }

    /** Constants, files or folders, if it takes such. */
    static List<Candidate> ofType(ArgSpec parameter, String typed) {
        var constants = parameter.typeInfo().getType().getEnumConstants();
        if (constants != null) {
            return Candidate.matching(Arrays.stream(constants).map(Object::toString), typed);
        }
        if (!Arrays.asList(parameter.auxiliaryTypes()).contains(Path.class)) {
            return List.of();
        }
        return List.of(parameter.paramLabel().equals("DIR") ? Candidate.FOLDERS : Candidate.FILES);
    }

    /** The last of some words with commas between them. */
    private static List<Candidate> listed(String typed, Function<String, List<Candidate>> last) {
        var rest = typed.substring(typed.lastIndexOf(',') + 1).stripLeading();
        return Candidate.behind(typed.substring(0, typed.length() - rest.length()), last.apply(rest));
    }

    /** Of the aggregates that fit one example each; of one that was typed whole, all fields of numbers. */
    private static List<Candidate> metrics(String typed) {
        boolean chosen = typed.contains(" ") || AGGREGATES.contains(typed);
        var fields = chosen ? FilterWords.numbers() : List.of("duration");
        return Candidate.matching(
                Stream.concat(
                        Stream.of("count"),
                        AGGREGATES.stream().flatMap(name -> fields.stream().map(field -> name + " of " + field))),
                typed);
    }

    private List<Candidate> orders(String typed) {
        int behindField = typed.lastIndexOf(' ') + 1;
        return behindField == 0
                ? filter.fields(typed)
                : Candidate.behind(
                        typed.substring(0, behindField),
                        Candidate.matching(Stream.of("ASC", "DESC"), typed.substring(behindField)));
    }
}
