package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trawl.query.FilterException;
import dev.trawl.query.parse.FilterParser;
import dev.trawl.query.strict.StrictGrammar;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in a filter or an order, it is understood or refused, in bounded time and with problems that lie inside
 * the text; and what is understood is understood in the same way again when it is printed.
 */
class FilterFuzzTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_760_000_000), ZoneOffset.UTC);
    private static final int FILTERS = Integer.getInteger("trawl.filters", 2_500);

    private static final List<String> TOKENS = List.of(
            "AND",
            "or",
            "NOT",
            "EXISTS",
            "IN",
            "IS",
            "NULL",
            "BETWEEN",
            "LIKE",
            "ilike",
            "RLIKE",
            "=",
            "!=",
            "<>",
            "<",
            ">=",
            "(",
            ")",
            ",",
            "((",
            "))",
            "'",
            "\"",
            "`",
            "\\",
            "''",
            "'a'",
            "\"b\"",
            "'it''s'",
            "'\\'",
            "'\\''",
            "u'x'",
            "r'\\'",
            "1",
            "-1",
            "1.5",
            "1e5",
            "1e99999",
            ".5",
            "5.",
            "1.5s",
            "7d",
            "3parsecs",
            "now",
            "now - 7d",
            "now +",
            "true",
            "false",
            "trace.status",
            "status",
            "trace.text",
            "text",
            "span.name",
            "span.content",
            "span.attributes.a",
            "span.attributes.`a.b`.c",
            "span.attributes.",
            "span.duration_ms",
            "span.start_ms",
            "tag.env",
            "tags.`my key`",
            "tags.\"a.b\"",
            "tags.'q'",
            "tag.",
            "tags. x",
            "tags.@x",
            "tags.##x",
            "tags.x²",
            "tags.\"`x`\"",
            "metadata.x",
            "feedback.x",
            "expectation.`y`",
            "feedback.",
            "issue.id",
            "assessment.source",
            "prompt",
            "run_id",
            "timestamp_ms",
            "trace.end_time",
            "`status`",
            "\"status\"",
            "unknown.x",
            "nme",
            "a.b.c",
            "`a`.`b`",
            "--",
            "/*",
            "*/",
            "\n",
            "\t",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u0000",
            "é",
            "日本",
            "😀",
            "\uD83D",
            "\uDE00",
            "ᲀ",
            ".",
            ":",
            ";",
            "==",
            "&&",
            "||",
            "'(?i)ᲀ'",
            "'('",
            "'a)'",
            "'[a'",
            "'(?=x)'",
            "'\\1'",
            "'x{1001}'",
            "'((a{99}){99}){99}'",
            "'%_%'",
            "'\\u0041'",
            "'\\\\\\\\'",
            "'%\\\\_'",
            "('\\N{DIGIT ONE}')",
            "0.33333333333333331",
            "'2026-11-01'",
            "'2026-13-01T25:61:00Z'");

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void everyTextIsUnderstoodOrRefusedAtAPlaceInsideIt(long seed) throws IOException {
        var random = new Random(seed);
        var recorded = recordedFilters();
        int understood = 0;
        for (int i = 0; i < FILTERS; i++) {
            var filter = switch (random.nextInt(9)) {
                case 0 -> noise(random);
                case 1, 2, 3 -> soup(random);
                default -> mutated(recorded.get(random.nextInt(recorded.size())), random);
            };
            understood += assertTimeoutPreemptively(Duration.ofSeconds(5), () -> check(filter), filter);
        }
        assertThat(understood).isBetween(FILTERS / 20, FILTERS);
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 4)) : LongStream.of(seed);
    }

    /** One if the filter is understood, else none. */
    private static int check(String filter) {
        assertThatCode(() -> StrictGrammar.check(filter)).as("strict").doesNotThrowAnyException();
        bindable(filter, false);
        checkOrder(filter);
        boolean understood = bindable(filter, true);
        var parsed = FilterParser.parse(filter, true);
        if (understood) {
            var printed = parsed.filter().toString();
            var again = FilterParser.parse(printed, true);
            assertThat(again.problems()).as("printed: %s", printed).isEmpty();
            assertThat(again.filter()).hasToString(printed);
            assertThat(SameFilter.structure(again.filter()))
                    .as(printed)
                    .isEqualTo(SameFilter.structure(parsed.filter()));
        }
        return understood ? 1 : 0;
    }

    private static boolean bindable(String filter, boolean doubledQuotes) {
        try {
            Binder.bind(filter, doubledQuotes, CLOCK);
            return true;
        } catch (FilterException e) {
            assertInside(e, filter);
            return false;
        }
    }

    private static void checkOrder(String clause) {
        try {
            SortOrder.bind(List.of(clause, "tag.x DESC"));
        } catch (FilterException e) {
            assertInside(e, clause);
        }
    }

    private static void assertInside(FilterException e, String text) {
        assertThat(e.text()).isEqualTo(text);
        assertThat(e.problems())
                .isNotEmpty()
                .allMatch(problem ->
                        problem.end() <= text.length() && !problem.message().isBlank());
    }

    private static List<String> recordedFilters() throws IOException {
        return Files.readAllLines(Path.of("../e2e/mlflow/cases.jsonl")).stream()
                .map(line -> PythonJson.parse(line).path("filter").asString(""))
                .filter(filter -> filter.length() < 1_000)
                .toList();
    }

    /** Bytes as they come, read as one of the encodings that a terminal may have. */
    private static String noise(Random random) {
        var bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return new String(
                bytes,
                switch (random.nextInt(3)) {
                    case 0 -> StandardCharsets.UTF_8;
                    case 1 -> StandardCharsets.UTF_16;
                    default -> StandardCharsets.ISO_8859_1;
                });
    }

    private static String soup(Random random) {
        return IntStream.range(0, 1 + random.nextInt(14))
                .mapToObj(i -> token(random))
                .collect(Collectors.joining(random.nextInt(5) == 0 ? "" : " "));
    }

    private static String token(Random random) {
        return TOKENS.get(random.nextInt(TOKENS.size()));
    }

    /** The filter with some of its pieces lost, doubled, swapped, replaced or joined by others. */
    private static String mutated(String filter, Random random) {
        var pieces = new ArrayList<>(List.of(filter.split(random.nextBoolean() ? "(?<= )|(?= )" : "\\b")));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(pieces.size());
            switch (random.nextInt(6)) {
                case 0 -> pieces.set(at, "");
                case 1 -> pieces.add(at, pieces.get(random.nextInt(pieces.size())));
                case 2 -> pieces.set(at, token(random));
                case 3 -> pieces.add(at, " " + token(random) + " ");
                case 4 -> pieces.set(at, pieces.get(random.nextInt(pieces.size())));
                default -> pieces.add(random.nextInt(3) == 0 ? " AND " + soup(random) : " OR " + filter);
            }
        }
        return String.join("", pieces);
    }
}
