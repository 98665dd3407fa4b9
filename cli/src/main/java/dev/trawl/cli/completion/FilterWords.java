package dev.trawl.cli.completion;

import dev.trawl.query.TextLiteral;
import dev.trawl.query.bind.FieldCatalog;
import dev.trawl.query.bind.FieldCatalog.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What could stand at the end of a filter: fields and keys, operators, values, AND and OR. */
record FilterWords(IndexedWords indexed) {
    private static final String TRACE = "trace.";
    private static final String TEXT_OPERATORS = "= != < > LIKE ILIKE RLIKE IN BETWEEN, IS NULL";

    /** Fields whose values are read from the stored traces, which takes as long as there are traces. */
    private static final List<String> SLOW = List.of(
            "text", "request", "response", "span.content", "span.text", "span.inputs", "span.outputs", "span.events");

    /** Whole filters, which begin with what was typed, but for the case of keywords and the backticks of a key. */
    List<Candidate> of(String typed) {
        var end = FilterEnd.of(typed);
        var last = typed.substring(end.start());
        var found = switch (end.expected()) {
            case FIELD -> fields(last);
            case OPERATOR -> keywords(operators(end.field()), last);
            case VALUE, LEAST -> values(end.field(), TextLiteral::of, last);
            case CHOICE -> values(end.field(), TextLiteral::inList, last);
            case LIST -> keywords(Stream.of("("), last);
            case BEHIND_A_CHOICE -> List.<Candidate>of();
            case NULL -> keywords(Stream.of("NULL", "NOT NULL"), last);
            case AND_OF_BETWEEN -> keywords(Stream.of("AND"), last);
            case CONJUNCTION -> keywords(Stream.of("AND", "OR"), last);
        };
        return Candidate.behind(typed.substring(0, end.start()), found);
    }

    /** Fields and keys that begin so; without their entity, too. */
    List<Candidate> fields(String typed) {
        var found = new ArrayList<Candidate>();
        rows().forEach(row -> {
            if (row.name().startsWith(typed)) {
                found.add(new Candidate(row.name(), row.meaning()));
            } else if (!typed.isEmpty() && row.name().startsWith(TRACE + typed)) {
                found.add(new Candidate(bare(row), row.meaning()));
            }
        });
        if (!typed.isEmpty()) {
            indexed.keys().stream()
                    .filter(key ->
                            key.startsWith(typed) || withoutBackticks(key).startsWith(typed))
                    .map(Candidate::of)
                    .forEach(found::add);
        }
        return found;
    }

    /** As a person may type a key who does not know yet that it needs them. */
    private static String withoutBackticks(String key) {
        return key.replace("`", "");
    }

    /** Fields of the catalogue that hold numbers, under all their names, the usual one first. */
    static List<String> numbers() {
        return rows().filter(row -> !row.operators().contains("LIKE"))
                .flatMap(FilterWords::names)
                .toList();
    }

    private static Stream<Row> rows() {
        return FieldCatalog.rows().stream()
                .filter(row -> !row.name().endsWith(".KEY") && !row.name().endsWith(".NAME"));
    }

    private static String bare(Row row) {
        return row.name().startsWith(TRACE) ? row.name().substring(TRACE.length()) : row.name();
    }

    /** Those of traces without their entity. */
    private static Stream<String> names(Row row) {
        var entity = row.name().substring(0, row.name().indexOf('.') + 1);
        return Stream.concat(
                Stream.of(bare(row)),
                row.others().stream().map(other -> entity.equals(TRACE) ? other : entity + other));
    }

    private static Optional<Row> row(String field) {
        var name = field.startsWith(TRACE) ? field.substring(TRACE.length()) : field;
        return rows().filter(row -> names(row).anyMatch(name::equals)).findFirst();
    }

    private static Stream<String> operators(String field) {
        var operators = row(field).map(Row::operators).orElse(TEXT_OPERATORS).replace(", IS NULL", "");
        return Stream.concat(Stream.of(operators.split(" ")), Stream.of("IS NULL", "IS NOT NULL"));
    }

    private List<Candidate> values(String field, UnaryOperator<String> spelling, String typed) {
        var row = row(field);
        if (row.filter(found -> !found.operators().contains("LIKE")).isPresent()
                || row.filter(found -> SLOW.contains(bare(found))).isPresent()
                || field.startsWith("span.attributes.")) {
            return List.of();
        }
        return Candidate.matching(indexed.values(field).stream().map(spelling), typed);
    }

    private static List<Candidate> keywords(Stream<String> words, String typed) {
        return Candidate.matching(words, typed.toUpperCase(Locale.ROOT));
    }
}
