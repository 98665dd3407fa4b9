package dev.trawl.cli.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TracesSearchCommandTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    @Test
    void theTableIsMlflowsWithTheDurationsThatMlflowMisses() {
        var expected = RecordedTraces.text("cli/search-table.txt");
        for (var duration : List.of("290ms", "280ms", "31.0s", "60.0s", "250ms")) {
            expected = expected.replaceFirst("  N/A {24}", "  " + duration + " ".repeat(27 - duration.length()));
        }

        assertThat(search("--experiment-id", "1", "--max-results", "5")).isEqualTo(new Ended(0, expected, ""));
    }

    @Test
    void fieldsThatWereAskedForAreMlflowsTable() {
        var fields = "info.trace_id,info.state,info.tags.`mlflow.traceName`,data.spans.*.name";

        assertThat(search("-x", "1", "--filter-string", "tags.`corpus.id` = 't02'", "--extract-fields", fields))
                .isEqualTo(new Ended(0, RecordedTraces.text("cli/search-fields.txt"), ""));
    }

    @Test
    void jsonWithoutSpansIsWhatMlflowPrinted(@TempDir Path sameOrderOfKeys) {
        RecordedTraces.index(sameOrderOfKeys, RecordedTraces.exported("export-1-nospans.json"));

        assertThat(Command.PLAIN
                        .on(sameOrderOfKeys)
                        .run("traces", "search", "-x", "1", "--no-include-spans", "--output", "json"))
                .isEqualTo(new Ended(0, RecordedTraces.text("corpus/export-1-nospans.json"), ""));
    }

    @Test
    void jsonHoldsSpansByDefaultAndTracesThatHaveNoneAreShown() {
        var traces =
                PythonJson.parse(search("-x", "1", "--output", "json").out()).path("traces");

        assertThat(traces.size()).isEqualTo(29);
        assertThat(traces.valueStream()
                        .filter(TracesSearchCommandTest::hasSpans)
                        .count())
                .isEqualTo(26);
        assertThat(search("-x", "1", "--no-include-spans", "--include-spans", "--output", "json"))
                .isEqualTo(search("-x", "1", "--output", "json"));
    }

    private static boolean hasSpans(JsonNode trace) {
        return !trace.path("data").path("spans").isEmpty();
    }

    @Test
    void nothingFoundIsTwoEmptyLines() {
        assertThat(search("-x", "4711"))
                .isEqualTo(new Ended(
                        0, "\n\n", "trawl: the index holds no trace of experiment '4711'; it holds those of 1, 2\n"));
        assertThat(search("-x", "1", "--filter-string", "timestamp = 0", "--extract-fields", "info.bogus"))
                .isEqualTo(new Ended(0, "\n\n", ""));
        assertThat(search("-x", "1", "--max-results", "0")).isEqualTo(new Ended(0, "\n\n", ""));
        assertThat(search("-x", "1", "--max-results", "0", "--page-token", "anything"))
                .isEqualTo(new Ended(0, "\n\n\nNext page token: anything\n", ""));
    }

    @Test
    void aFullPageHasASuccessorEvenWhenNothingFollows() {
        assertThat(search("-x", "2", "--max-results", "1").out())
                .endsWith("\n\nNext page token: eyJvZmZzZXQiOiAxfQ==\n");
        assertThat(search("-x", "2", "--max-results", "1", "--page-token", "eyJvZmZzZXQiOiAxfQ=="))
                .isEqualTo(new Ended(0, "\n\n", ""));
    }

    @Test
    void theNextPageGoesOnWhereTheTokenSays() {
        assertThat(idsOf("-x", "1", "--max-results", "2", "--page-token", "eyJvZmZzZXQiOiA0fQ=="))
                .isEqualTo(RecordedTraces.exported("export-1-nospans.json").subList(4, 6).stream()
                        .map(Trace::id)
                        .toList());
    }

    @Test
    void theExperimentMayComeFromTheEnvironment() {
        assertThat(Command.PLAIN.on(index).with("MLFLOW_EXPERIMENT_ID", "2").run("traces", "search"))
                .isEqualTo(search("-x", "2"));
        assertThat(Command.PLAIN.on(index).with("MLFLOW_EXPERIMENT_ID", "2").run("traces", "search", "-x1"))
                .isEqualTo(search("-x", "1"));
    }

    @Test
    void runAndModelAreConditions() {
        var run = PythonJson.parse(RecordedTraces.text("corpus/corpus.json"))
                .path("run1")
                .stringValue();

        assertThat(idsOf("-x", "1", "--run-id", run))
                .containsExactly(RecordedTraces.named("t08").id());
        assertThat(idsOf("--run-id", run))
                .containsExactly(RecordedTraces.named("t08").id());
        assertThat(idsOf("-x", "1", "--run-id", run, "--filter-string", "name = 'nobody' OR name LIKE '%'"))
                .containsExactly(RecordedTraces.named("t08").id());
        assertThat(idsOf("-x", "1", "--model-id", "m-unknown")).isEmpty();
    }

    @Test
    void aWarehouseIsIgnoredAndSaidToBe() {
        assertThat(search("-x", "1", "--filter-string", "timestamp = 0", "--sql-warehouse-id", "w"))
                .isEqualTo(
                        new Ended(0, "\n\n", "trawl: --sql-warehouse-id is ignored, an index has no SQL warehouse\n"));
    }

    @Test
    void orderClausesAreSplitAtEveryComma() {
        assertThat(search("-x", "1", "--order-by", "tags.`a,b`").err()).startsWith("--order-by:1:");
        assertThat(idsOf("-x", "1", "--order-by", "status , timestamp_ms ASC", "--max-results", "1"))
                .containsExactly(RecordedTraces.named("t02").id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            --max-results 501      | INVALID_PARAMETER_VALUE: Invalid value 501 for parameter 'max_results' supplied:  Hint: Value was of type 'int'. See the API docs for more information about request parameters.
            --page-token abc       | Invalid page token, could not base64-decode
            --page-token e30=      | Invalid page token, parsed value={}
            """)
    void whatAServerRefusesIsRefusedInItsWords(String options, String sentence) {
        var words = Stream.concat(Stream.of("-x", "1"), Stream.of(options.split(" ")))
                .toArray(String[]::new);

        assertThat(search(words)).isEqualTo(new Ended(2, "", """
                Usage: trawl traces search [OPTIONS]
                Try 'trawl traces search --help' for help.

                Error: %s
                """.formatted(sentence)));
    }

    @Test
    void aFieldThatTheFirstTraceDoesNotHaveIsRefusedInMlflowsWords() {
        var ended = search(
                "-x",
                "1",
                "--filter-string",
                "tags.`corpus.id` = 't01'",
                "--extract-fields",
                "info.execution_duration");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("""
                Usage: trawl traces search [OPTIONS]
                Try 'trawl traces search --help' for help.

                Error: ❌ Invalid field path(s):
                   • info.execution_duration; did you mean info.execution_duration_ms?

                💡 Use dot notation to specify nested fields:
                """).endsWith("\n💡 Tip: Use --verbose flag to see all available fields\n");
    }

    private static Ended search(String... arguments) {
        var words = Stream.concat(Stream.of("traces", "search"), Stream.of(arguments))
                .toArray(String[]::new);
        return Command.PLAIN.on(index).run(words);
    }

    private static List<String> idsOf(String... arguments) {
        var words = Stream.concat(Stream.of(arguments), Stream.of("--output", "json"))
                .toArray(String[]::new);
        return PythonJson.parse(search(words).out())
                .path("traces")
                .valueStream()
                .map(trace -> trace.path("info").path("trace_id").stringValue())
                .toList();
    }
}
