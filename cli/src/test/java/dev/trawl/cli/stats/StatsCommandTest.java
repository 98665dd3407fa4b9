package dev.trawl.cli.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.cli.render.Line;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatsCommandTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    private static Ended run(String... arguments) {
        return Command.PLAIN.on(index).run(arguments);
    }

    @Test
    void tracesAreCountedByTheirStatusWithTheirShare() {
        var ended = run("stats", "--by", "status");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("status ").contains("traces", "share", "OK ", " %\n");
        assertThat(ended.err()).startsWith("30 traces in ");
    }

    @Test
    void jsonHoldsTheTotalAndARowForEachGroup() {
        var json = PythonJson.parse(run("stats", "--output", "json", "--metric", "count,p50 of span.duration_ms")
                .out());

        assertThat(json.path("counted").stringValue()).isEqualTo("spans");
        assertThat(json.path("rows").size()).isEqualTo(1);
        assertThat(json.path("rows").get(0).path("count").toString())
                .isEqualTo(json.path("total").toString());
        assertThat(json.path("rows").get(0).path("p50 of span.duration_ms").isNumber())
                .isTrue();
    }

    @Test
    void aMissingValueIsAGroupOfItsOwnAndEmptyInCsv() {
        assertThat(run("stats", "--by", "tag.env", "--output", "csv").out())
                .startsWith("tag.env,count\n")
                .contains("\n,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"span_count", "error_count", "tokens", "duration", "timestamp_ms", "span.duration_ms"})
    void numbersThatMakeGroupsAreNumbersInJson(String field) {
        var rows = PythonJson.parse(
                        run("stats", "--by", field, "--output", "json").out())
                .path("rows");

        assertThat(rows.valueStream().map(row -> row.path(field)))
                .anyMatch(JsonNode::isNumber)
                .noneMatch(JsonNode::isString);
    }

    @Test
    void whatTheIndexDoesNotHaveIsSaid() {
        var tag = "trawl: the index has no tag.evn; did you mean tag.env?\n";
        var status = "trawl: the index has no trace.status 'EROR'; did you mean 'ERROR'?\n";

        assertThat(run("stats", "--by", "tag.evn", "--output", "json").err()).isEqualTo(tag);
        assertThat(run("stats", "--metric", "avg of tag.evn", "--output", "csv").err())
                .isEqualTo(tag);
        assertThat(run("histogram", "--metric", "avg of tag.evn", "--output", "csv")
                        .err())
                .isEqualTo(tag);
        assertThat(run("stats", "status = 'EROR'", "--output", "csv").err()).isEqualTo(status);
        assertThat(run("stats", "--spans", "span.type = 'TOL'", "--output", "csv")
                        .err())
                .isEqualTo("trawl: the index has no span.type 'TOL'; did you mean 'TOOL'?\n");
        assertThat(run("histogram", "status = 'EROR'", "--output", "json").err())
                .isEqualTo(status);
        assertThat(run("facets", "status = 'EROR'", "--output", "json").err()).isEqualTo(status);
        assertThat(run("compare", "status = 'EROR'").err()).startsWith(status);
    }

    @Test
    void anyPercentileIsAMetricInAnyCase() {
        var json = PythonJson.parse(run(
                                "stats",
                                "--output",
                                "json",
                                "--metric",
                                "P99.9 OF duration,p0 of duration,p100 of duration,min of duration,max of duration")
                        .out())
                .path("rows")
                .get(0);

        assertThat(json.path("p99.9 of duration").isNumber()).isTrue();
        assertThat(json.path("p0 of duration")).isEqualTo(json.path("min of duration"));
        assertThat(json.path("p100 of duration")).isEqualTo(json.path("max of duration"));
    }

    @Test
    void aHistogramOfSeveralMetricsIsRefused() {
        assertThat(run("histogram", "--metric", "count, p95 of duration").err())
                .endsWith("Error: A histogram shows one metric, not several; trawl stats shows several.\n");
        assertThat(run("histogram", "--metric", "max of tag.`a,b`").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p101 of cost  | --metric:1:1: unknown metric p101      | write count, or p50, p95, p99.9 (p0 to p100)",
                "p95           | --metric:1:1: of which field?          | for example p95 of duration",
                "mode of cost  | --metric:1:1: unknown metric mode      | write count, or p50, p95, p99.9 (p0 to p100), avg",
                "avg of status | --metric:1:8: status is text, not a number | for example avg of duration",
                "avg of statsu | --metric:1:8: unknown field statsu     | did you mean trace.status?",
                "sum of timestamp_ms  | --metric:1:1: times have no sum | write min, max, avg or p50 of timestamp_ms",
                "sum of end_time_ms   | --metric:1:1: times have no sum | write min, max, avg or p50 of end_time_ms",
                "' SUM of span.start_ms' | --metric:1:2: times have no sum | write min, max, avg or p50 of span.start_ms",
                "count of cost | --metric:1:6: count is of traces or spans, not of a field | write count"
            })
    void aMetricThatMeansNothingIsShownWithItsPlace(String metric, String problem, String hint) {
        var ended = run("stats", "--metric", metric);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith(problem).contains("  " + hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | --by:1:1: the name of a field should stand here",
                "tag.`a       | --by:1:5: this quote is not closed",
                "status DESC  | --by:1:8: the name should end here",
                "tag.         | --by:1:1: a name should follow the dot",
                "span.content | --by:1:1: the text of a span makes no groups",
                "span.nmae    | --by:1:1: unknown field span.nmae"
            })
    void aFieldThatMakesNoGroupsIsShownWithItsPlace(String field, String problem) {
        var ended = run("stats", "--by", field);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stats --top -1      | Error: Invalid value for '--top': -1 is negative; 0 means all.",
                "facets --top -1     | Error: Invalid value for '--top': -1 is negative; 0 means all.",
                "histogram --by week | Error: Invalid value for '--by': 'week' is no length of time such as 15m, 1h or 7d, nor auto.",
                "histogram --by 0s   | Error: Invalid value for '--by': '0s' is no length of time such as 15m, 1h or 7d, nor auto."
            })
    void anOptionThatDoesNotGoEndsTheCommand(String line, String problem) {
        var ended = run(line.split(" +"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("\n" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stats nope --by nope --metric nope                    | --by:1:1: unknown field nope",
                "stats nope --metric nope                              | --metric:1:1: unknown metric nope",
                "stats nope --spans nope                               | --spans:1:5: ",
                "stats nope                                            | filter:1:5: ",
                "stats --by status,name --by user,nope                 | --by:1:6: unknown field nope",
                "stats --metric count,count --metric count,p50,sum     | --metric:1:7: of which field?",
                "stats --metric count,count,count,p50                  | --metric:1:19: of which field?",
                "histogram nope --metric nope                          | --metric:1:1: unknown metric nope",
                "facets nope                                           | filter:1:5: ",
                "compare nope=1 nope=1                                 | filter A:1:1: unknown field nope",
                "compare status='OK' nope=1                            | filter B:1:1: unknown field nope",
                "search nope --order-by nope                           | filter:1:5: ",
                "search status='OK' --order-by status,nope             | --order-by:1:8: unknown field nope",
                "search --strict --order-by status,status              | --order-by:1:1: ",
                "traces search -x 1 --order-by name,nope,status        | --order-by:1:6: unknown field nope",
            })
    void whatIsWrongIsShownWhereItWasTyped(String line, String problem) {
        var ended = run(line.split(" +"));

        assertThat(ended.err()).startsWith(problem);
    }

    @Test
    void barsCoverTheTimeFromTheFirstTraceToTheLast() {
        var json = PythonJson.parse(
                run("histogram", "--by", "1h", "--output", "json").out());
        long counted = json.path("bars")
                .valueStream()
                .mapToLong(bar -> bar.path("count").longValue())
                .sum();

        assertThat(counted).isEqualTo(json.path("total").longValue()).isEqualTo(30);
        assertThat(json.path("width_ms").longValue()).isEqualTo(3_600_000);
    }

    @Test
    void aBarThatFailedInPartIsRedOnATerminal() {
        var ended = Command.PLAIN.on(index).onTerminal().run("histogram", "status = 'ERROR'");

        assertThat(ended.out()).contains("\u001b[31m█");
    }

    @Test
    void withoutTracesThereIsNoBar() {
        assertThat(run("histogram", "timestamp = 0")).isEqualTo(new Ended(0, "", "0 traces\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timestamp = 0 |               | the filter selects no traces",
                "timestamp > 0 |               | the filter selects all traces, so that there are no others",
                "timestamp = 0 | timestamp > 0 | filter A selects no traces",
                "timestamp > 0 | timestamp = 0 | filter B selects no traces",
                "timestamp = 0 | timestamp < 0 | neither filter selects any traces"
            })
    void ofAComparisonOfNothingIsSaidWhatIsEmpty(String a, String b, String empty) {
        var filters = b == null ? List.of(a) : List.of(a, b);
        var words = Stream.concat(Stream.of("compare"), filters.stream()).toArray(String[]::new);

        assertThat(run(words)).isEqualTo(new Ended(0, "", "trawl: nothing to compare: " + empty + "\n"));
    }

    @Test
    void aComparisonOfNothingHasTheFormOfAnyOther() {
        assertThat(run("compare", "timestamp = 0", "--output", "json").out()).isEqualTo("""
                        {"traces_a": 0, "traces_b": 30, "numbers": [], "left_out": [], "differences": []}
                        """);
        assertThat(run("compare", "timestamp = 0", "--output", "csv").out())
                .isEqualTo("condition,a,share_a,b,share_b,sure_difference\n");
        assertThat(run("compare", "timestamp = 0", "--output", "jsonl").out()).isEmpty();
    }

    @Test
    void aWrongFilterOfAComparisonIsNamed() {
        assertThat(run("compare", "status = 'ERROR'", "statsu = 'OK'").err()).startsWith("filter B:1:1: unknown field");
    }

    @Test
    void aConditionOfAComparisonCanBeJoinedWithAnother(@TempDir Path odd) {
        RecordedTraces.index(
                odd,
                IntStream.range(0, 40)
                        .mapToObj(number -> PythonJson.parse("""
                            {"info": {"trace_id": "tr-%d", "request_time": "2026-03-09T10:00:00Z", "state": "%s",
                              "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}},
                              "tags": %s}}
                            """.formatted(
                                number, number < 20 ? "ERROR" : "OK", number < 20 ? "{\"folder\": \"C:\\\\\"}" : "{}")))
                        .map(TraceJson::read)
                        .toList());

        assertThat(Command.PLAIN
                        .on(odd)
                        .run("compare", "status = 'ERROR'", "--output", "csv")
                        .out())
                .contains("\ntag.folder = u'C:\\\\',20,");
    }

    @Test
    void facetsWithoutALimitHaveAllValues() {
        var facets = PythonJson.parse(
                        run("facets", "--top", "0", "--output", "json").out())
                .path("facets")
                .valueStream()
                .toList();

        assertThat(facets)
                .anyMatch(facet -> facet.path("values").intValue() > 5)
                .allMatch(facet ->
                        facet.path("top").size() == facet.path("values").intValue());
    }

    @Test
    void facetsOfSomeKeysAreLinesOfValuesInCsv() {
        var ended = run("facets", "--key", "status", "--output", "csv");

        assertThat(ended.out()).startsWith("field,value,count\n").contains("trace.status,OK,", "span.status,OK,");
        assertThat(ended.out().lines()).allMatch(line -> line.contains("status") || line.startsWith("field"));
    }

    @ParameterizedTest
    @CsvSource({
        "compare,status = 'ERROR'",
        "histogram,metadata.region IS NULL",
        "facets,status = 'OK'",
    })
    void whatIsShownFitsANarrowTerminal(String command, String filter) {
        var narrow = Command.PLAIN.on(index).onTerminal().with("COLUMNS", "78").with("NO_COLOR", "1");

        var lines = narrow.run(command, filter).out().lines().toList();

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Line.of(line).width()).as(line).isLessThanOrEqualTo(78));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag.app", "tag.app.version", "tag.`app.version`", "tag.`app"})
    void aKeyIsFoundHoweverItIsQuoted(String key, @TempDir Path folder) {
        RecordedTraces.index(folder, List.of(tagged("t01", "app.version", "2.4.0"), tagged("t02", "env", "x")));

        assertThat(Command.PLAIN
                        .on(folder)
                        .run("facets", "--key", key, "--output", "csv")
                        .out())
                .isEqualTo("field,value,count\ntag.`app.version`,2.4.0,1\n");
    }

    @Test
    void aKeyThatIsInNoNameIsAnsweredWithTheOneThatWasMeant() {
        assertThat(run("facets", "--key", "statsu").err())
                .startsWith("trawl: no key has 'statsu' in its name; did you mean ")
                .contains("status?\n");
        assertThat(run("facets", "--key", "qqqqqq").err()).contains("; trawl facets without --key lists all\n");
    }

    @Test
    void verboseTellsWhatEachFilterOfAComparisonMeans() {
        assertThat(run("compare", "status = 'ERROR'", "status = 'OK'", "--verbose")
                        .err())
                .contains(
                        "trawl: filter A means trace.status = 'ERROR'\n",
                        "trawl: filter B means trace.status = 'OK'\n");
        assertThat(run("stats", "status = 'ERROR'", "--verbose").err())
                .contains("trawl: the filter means trace.status = 'ERROR'\n", "trawl: looked up is ");
    }

    @Test
    void aSumBeyondDoublesIsWholeForMachines(@TempDir Path folder) {
        RecordedTraces.index(
                folder, List.of(tagged("t01", "s", "1e308"), tagged("t02", "s", "1e308"), tagged("t03", "s", "0.5")));

        for (var format : List.of("json", "jsonl", "csv")) {
            var ended = Command.PLAIN.on(folder).run("stats", "--metric", "sum of tag.s", "--output", format);

            assertThat(ended.code()).as(format).isZero();
            assertThat(ended.out().replace(",", "")).contains("2" + "0".repeat(308));
        }
    }

    @Test
    void aKeyThatNoFilterCanNameIsNotCompared(@TempDir Path folder) {
        RecordedTraces.index(
                folder,
                List.of(
                        tagged("t01", "all`three\"quotes'", "x"),
                        tagged("t02", "env", "y"),
                        tagged("t03", "env", "y")));

        var ended = Command.PLAIN.on(folder).run("compare", "tag.env = 'y'");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).doesNotContain("quotes");
    }

    private static Trace tagged(String name, String key, String value) {
        var json = TraceJson.write(RecordedTraces.named(name));
        json.withObject("/info").putObject("tags").put(key, value);
        return TraceJson.read(json);
    }
}
