package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Filters that somebody built to bring a search down, asked of an index with a text of a megabyte that suits them: each one
 * is answered or refused, in bounded time. What it should find, or how it should be refused, stands beside it.
 */
class HostileFiltersTest {
    /** Far above what any of them needs, as a gate may run on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int MEGABYTE = 1_000_000;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void indexTraces() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            writer.put(trace("tr-a", "aab" + "a".repeat(MEGABYTE) + "c"));
            writer.put(trace("tr-ab", "ab".repeat(MEGABYTE / 2)));
            writer.put(trace("tr-small", "hello"));
            writer.commit(Map.of());
        }
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                row("10,000 names in a list", () -> "name IN " + list(10_000) + " OR name = 'hello'", "1"),
                row("10,000 texts in a list", () -> "trace.text IN " + list(10_000), "0"),
                row("100,000 tags in a list", () -> "tag.x NOT IN " + list(100_000), "3"),
                row("5,000 ANDs", () -> repeated("tag.x = 'x'", " AND ", 5_000), "3"),
                row("5,000 different ANDs", () -> numbered("tag.x != '%d'", " AND ", 5_000), "3"),
                row("5,000 different ORs", () -> numbered("tag.x = '%d'", " OR ", 5_000), "0"),
                row("5,000 texts, OR", () -> numbered("text LIKE '%%%d%%'", " OR ", 5_000), "0"),
                row("5,000 texts, AND", () -> numbered("text NOT LIKE '%%%d%%'", " AND ", 5_000), "3"),
                row("2,000 spans, AND", () -> numbered("span.name != '%d'", " ", 2_000), "3"),
                row("2,000 spans, mixed", () -> numbered("(span.name = '%d' OR tag.x = 'x')", " ", 2_000), "3"),
                row("400 NOTs", () -> "NOT ".repeat(400) + "tag.x = 'x'", "3"),
                row(
                        "5,000 parentheses",
                        () -> "(".repeat(5_000) + "tag.x = 'x'" + ")".repeat(5_000),
                        "the filter is nested more than 500 levels deep"),
                row(
                        "100,000 NOTs",
                        () -> "NOT ".repeat(100_000) + "tag.x = 'x'",
                        "the filter is nested more than 500 levels deep"),
                row(
                        "100,000 EXISTS",
                        () -> "EXISTS(".repeat(100_000),
                        "the filter is nested more than 500 levels deep"),
                row("100,000 closing parentheses", () -> "tag.x = 'x'" + ")".repeat(100_000), "unexpected )"),
                row(
                        "50,000 unknown fields",
                        () -> repeated("trce.stauts = 1", " ", 50_000),
                        "unknown field trce.stauts"),
                row("1 MB of a name", () -> "x".repeat(MEGABYTE) + " = 1", "unknown field " + "x".repeat(77) + "..."),
                row("1 MB of quotes", () -> "tag.x = " + "'".repeat(MEGABYTE), "0"),
                row("1 MB of backslashes", () -> "text LIKE '%" + "\\".repeat(MEGABYTE) + "%'", "0"),
                row("JSON escapes of JSON escapes", () -> "text LIKE '%\\" + "u005c".repeat(MEGABYTE / 5) + "%'", "0"),
                row("1 MB of names that do not end", () -> "name IN ('" + "\\N{".repeat(MEGABYTE / 3) + "')", "0"),
                row("names of no characters", () -> "name IN ('" + "\\N{x}".repeat(MEGABYTE / 5) + "')", "0"),
                row("1 MB of a tag's value", () -> "tag.x = '" + "y".repeat(MEGABYTE) + "'", "0"),
                row("1 MB of text, equal", () -> "span.inputs = 'aab" + "a".repeat(MEGABYTE) + "c'", "1"),
                row("1 MB of text, LIKE", () -> "text LIKE '%" + "a".repeat(MEGABYTE - 1) + "c%'", "1"),
                row(
                        "1 MB of different letters",
                        () -> "text LIKE '%"
                                + IntStream.range(0x4E00, 0x9000)
                                        .mapToObj(Character::toString)
                                        .collect(Collectors.joining())
                                        .repeat(50)
                                + "%'",
                        "0"),
                row("many wildcards", () -> "text LIKE '" + "%a".repeat(10_000) + "%b'", "1"),
                row("many single wildcards", () -> "text LIKE '%" + "a_".repeat(5_000) + "ca%'", "0"),
                row("nothing but single wildcards", () -> "text LIKE '%" + "_".repeat(MEGABYTE / 10) + "%'", "2"),
                row(
                        "a long needle in a haystack of its letters",
                        () -> "text LIKE '%" + "a".repeat(5_000) + "ca%'",
                        "0"),
                row("a long needle, almost everywhere", () -> "text LIKE '%" + "a".repeat(5_000) + "b%'", "0"),
                row("single wildcards, almost everywhere", () -> "text LIKE '%" + "a_".repeat(2_500) + "b%'", "0"),
                row(
                        "single wildcards, almost everywhere, to the end",
                        () -> "text ILIKE '%" + "_A".repeat(2_500) + "_B'",
                        "0"),
                row("wildcards without case", () -> "text ILIKE '" + "%A_".repeat(5_000) + "%z'", "0"),
                row(
                        "half a megabyte of a needle in a haystack of its letters",
                        () -> "text LIKE '%" + "a".repeat(MEGABYTE / 2) + "ca%'",
                        "0"),
                row(
                        "many single wildcards and different letters",
                        () -> "text LIKE '%"
                                + "a_".repeat(10_000)
                                + IntStream.range(0x4E00, 0x9000)
                                        .mapToObj(Character::toString)
                                        .collect(Collectors.joining())
                                + "%'",
                        "0"),
                row("nested quantifiers", () -> "text RLIKE '(a*)*(a|aa)+b$'", "1"),
                row("as many optional letters as letters", () -> "text RLIKE '(?:a?){12}a{12}[xyz]'", "0"),
                row("an automaton of 16,000 states", () -> "text RLIKE '[ab]*a[ab]{14}[xyz]'", "0"),
                row(
                        "repetitions side by side",
                        () -> "text RLIKE 'x{1000}{1000}'",
                        "the pattern is longer than 2000 characters, repetitions written out"),
                row(
                        "repetitions inside each other",
                        () -> "text RLIKE '((a{1000}){1000}){1000}'",
                        "the pattern is longer than 2000 characters, repetitions written out"),
                row(
                        "1 MB of a regular expression",
                        () -> "text RLIKE '" + "(a|b)".repeat(MEGABYTE / 5) + "'",
                        "the pattern is longer than 2000 characters, repetitions written out"),
                row(
                        "100,000 open groups",
                        () -> "text RLIKE '" + "(".repeat(100_000) + "'",
                        "bad pattern: missing closing )"),
                row(
                        "600 groups inside each other",
                        () -> "text RLIKE '" + "(".repeat(600) + "a" + ")".repeat(600) + "'",
                        "3"),
                row("a number of a megabyte", () -> "duration = " + "1".repeat(MEGABYTE), "the number is out of range"),
                row("a quoted number of a megabyte", () -> "tag.x < '" + "1".repeat(MEGABYTE) + "'", "0"),
                row("a number with a large exponent", () -> "duration < 1e9999 AND tag.x > -1e9999", "0"),
                row("a long duration", () -> "duration < 1e300w AND duration < 1e9999ms", "the number is out of range"),
                row("a number with a huge exponent", () -> "duration < 1e999999999", "the number is out of range"),
                row("comments", () -> "/* ".repeat(MEGABYTE / 3), "this comment does not end"));
    }

    private static Arguments row(String name, Supplier<String> filter, String answer) {
        return Arguments.of(Named.of(name, filter), answer);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aHostileFilterIsAnsweredOrRefusedInBoundedTime(Supplier<String> filter, String answer) {
        var request = SearchRequest.of(filter.get());
        var given = assertTimeoutPreemptively(LIMIT, () -> answer(request));
        assertThat(given).isEqualTo(answer);
    }

    /** What MLflow's grammar refuses of them, and in which words, is told elsewhere; the rest is answered as ever. */
    @ParameterizedTest
    @MethodSource("filters")
    void aHostileFilterIsAnsweredOrRefusedInBoundedTimeUnderStrictToo(Supplier<String> filter, String answer) {
        var request = SearchRequest.of(filter.get()).withStrict(true);
        var given = assertTimeoutPreemptively(LIMIT, () -> answer(request));
        assertThat(given.matches("[0-9]+") ? given : "refused").isIn(answer, "refused");
    }

    /** How many traces there are, or the first thing that is wrong. */
    private static String answer(SearchRequest request) throws IOException {
        try (var search = TraceSearch.open(folder)) {
            return Long.toString(search.count(request, SearchListener.NONE));
        } catch (FilterException e) {
            return e.problems().getFirst().message();
        }
    }

    private static String list(int items) {
        return IntStream.range(0, items).mapToObj(i -> "'item " + i + "'").collect(Collectors.joining(",", "(", ")"));
    }

    private static String repeated(String term, String between, int times) {
        return (term + between).repeat(times - 1) + term;
    }

    private static String numbered(String term, String between, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> String.format(term, i * 31 + 1_000))
                .collect(Collectors.joining(between));
    }

    private static IndexedTrace trace(String id, String text) {
        var trace = JsonNodeFactory.instance.objectNode();
        var info = trace.putObject("info").put("trace_id", id).put("request_time", "2026-11-01T10:00:00Z");
        info.putObject("tags").put("x", "x").put("mlflow.traceName", text.length() < 10 ? text : "long");
        var span = trace.putObject("data").putArray("spans").addObject();
        span.put("trace_id", "t").put("span_id", "s").put("name", "chat").put("start_time_unix_nano", 1);
        span.putObject("attributes").put("mlflow.spanInputs", '"' + text + '"');
        return IndexedTraceJson.read(PythonJson.parse(PythonJson.ascii(trace)));
    }
}
