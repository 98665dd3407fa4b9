package dev.trawl.query.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** MLflow's own answers are the oracle: those of a recorded server, and those of src/test/python/strict_oracle.py. */
class StrictGrammarTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MEGABYTE = 1_000_000;

    @Test
    void answersWhatMlflowsOwnParserAndStoreAnsweredToGeneratedFilters() throws IOException {
        var differences = new ArrayList<String>();
        int compared = 0;
        for (String line : goldenLines()) {
            JsonNode recorded = JSON.readTree(line);
            Optional<Refusal> expected = refusal(recorded.get("refusal"));
            Optional<Refusal> actual = recorded.has("filter")
                    ? StrictGrammar.check(recorded.get("filter").stringValue())
                    : StrictGrammar.checkOrderBy(texts(recorded.get("order")));
            if (!actual.equals(expected)) {
                differences.add(line + " -> " + actual);
            }
            compared++;
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(5_000);
    }

    @Test
    void answersWhatTheRecordedServerAnswered() throws IOException {
        var differences = new ArrayList<String>();
        int refused = 0;
        for (String line : Files.readAllLines(Path.of("../e2e/mlflow/cases.jsonl"))) {
            JsonNode recorded = JSON.readTree(line);
            JsonNode expect = recorded.get("expect");
            if (isAboutPages(recorded)) {
                continue;
            }
            Optional<Refusal> expected = expect.has("error")
                    ? Optional.of(new Refusal(
                            expect.get("error_code").stringValue(),
                            expect.get("http").intValue(),
                            expect.get("error").stringValue()))
                    : Optional.empty();
            Optional<Refusal> actual = StrictGrammar.checkOrderBy(texts(recorded.get("order_by")))
                    .or(() -> StrictGrammar.check(recorded.get("filter").stringValue()));
            if (!actual.equals(expected)) {
                differences.add(line + " -> " + actual);
            }
            refused += actual.isPresent() ? 1 : 0;
        }
        assertThat(differences).isEmpty();
        assertThat(refused).isEqualTo(137);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "'",
                "\"",
                "`",
                "''",
                "\\'",
                "-",
                "~",
                "1",
                "a ",
                "a.",
                "a,",
                "a=",
                "a+",
                "a::",
                "a asc ",
                "a := b ",
                "a as b ",
                "f(",
                "/*",
                "/**/a",
                "--\n",
                "# ",
                "$",
                "$a$",
                "$a1$ $b",
                "case ",
                "begin ",
                "where ",
                "left ",
                "at time zone '",
                ";",
                "; a",
                " ",
                "a\n",
                "status = 'x' ",
                "status IN ('a' ",
                "\u0000",
                "\uD83D\uDE80",
                "\uD800",
                "×",
                "1e",
                "0x",
                "%(",
                "[a",
                "a[1]",
                "f",
                "0",
                "_1",
                "not ",
                "lambda:",
                "a if b else ",
                "await ",
                "~a",
                "**",
                "(a,",
                "{",
                "{'a':",
                "'''",
                "x if "
            })
    void answersAMegabyteOfAnythingWithinSeconds(String piece) {
        String filter = piece.repeat(MEGABYTE / piece.length());
        String shorter = piece.repeat(MEGABYTE / 10 / piece.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThatNoException().isThrownBy(() -> StrictGrammar.check(filter));
            assertThatNoException().isThrownBy(() -> StrictGrammar.check("status IN ('a' " + shorter + ")"));
            assertThatNoException().isThrownBy(() -> StrictGrammar.check("status IN (0x" + shorter + ")"));
            assertThatNoException().isThrownBy(() -> StrictGrammar.check("status IN (f'{" + shorter + "}')"));
            assertThatNoException().isThrownBy(() -> StrictGrammar.checkOrderBy(List.of(shorter)));
        });
    }

    @Test
    void takesNestingOfAHundredAndTenThousandTokensButNoMore() {
        assertThat(StrictGrammar.check("status IN " + "(".repeat(100) + "'a'" + ")".repeat(100)))
                .isEmpty();
        assertThat(StrictGrammar.check("status IN " + "(".repeat(101) + "'a'" + ")".repeat(101)))
                .hasValueSatisfying(
                        refusal -> assertThat(refusal.message()).startsWith("Error on parsing filter 'status"));
        String tooMany = "status = 'a'" + " ".repeat(10_000 - 4);
        assertThat(StrictGrammar.check(tooMany)).hasValue(Refusal.invalid("Error on parsing filter '" + tooMany + "'"));
        assertThat(StrictGrammar.check(tooMany.substring(0, tooMany.length() - 1)))
                .isEmpty();
    }

    private static boolean isAboutPages(JsonNode recorded) {
        return recorded.has("page_token")
                || (recorded.has("max_results") && recorded.get("expect").has("error"));
    }

    private static Optional<Refusal> refusal(JsonNode node) {
        return node.isNull()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        node.get(0).stringValue(),
                        node.get(1).intValue(),
                        node.get(2).stringValue()));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    private static List<String> goldenLines() throws IOException {
        var stream = Objects.requireNonNull(StrictGrammarTest.class.getResourceAsStream("refusals.jsonl.gz"));
        try (var lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.US_ASCII))) {
            return lines.lines().toList();
        }
    }
}
