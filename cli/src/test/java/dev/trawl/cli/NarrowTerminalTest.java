package dev.trawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that commands print for a person is wider than the terminal. */
class NarrowTerminalTest {
    private static final String LONG = "日本語の長い名前🔎 with words e\u0301";

    private static final List<Integer> WIDTHS = List.of(20, 23, 37, 60, 80, 119, 200);

    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(
                index,
                IntStream.range(0, 40).mapToObj(NarrowTerminalTest::trace).toList());
    }

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("search"),
                List.of("search", "--columns", "id,name,tag.language,cost,duration,status"),
                List.of("search", "--extract-fields", "info.trace_id,info.request_preview,info.tags"),
                List.of("search", "trace.text LIKE '%with words%'", "--snippets"),
                List.of("search", "span.attributes.`%s` LIKE '%%長い%%'".formatted(LONG), "-C", "500"),
                List.of("stats", "--by", "name,status,tag.language,user", "--metric", "count,p95 of duration"),
                List.of("histogram", "--by", "1h"),
                List.of("histogram", "--by", "500ms", "--metric", "p95 of duration"),
                List.of("facets"),
                List.of("compare", "status = 'ERROR'"),
                List.of("sessions"),
                List.of("session", "sitzung-0"),
                List.of("show", "tr-00"),
                List.of("show", "tr-00", "--spans", "span.name LIKE '%9%'"),
                List.of("show", "tr-00", "--span", LONG + "7"),
                List.of("diff", "tr-00", "tr-01", "--all"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noLineIsWiderThanTheTerminal(List<String> command) {
        for (int width : WIDTHS) {
            var terminal = Command.PLAIN
                    .on(index)
                    .onTerminal()
                    .with("PAGER", "cat")
                    .with("NO_COLOR", "1")
                    .with("COLUMNS", String.valueOf(width));

            var ended = terminal.run(command.toArray(String[]::new));

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out().lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(Line.of(line).width())
                            .as("%d: %s", width, line)
                            .isLessThanOrEqualTo(width));
        }
    }

    @Test
    void aUsersWidthCountsInAPipeToo() {
        var pipe = Command.PLAIN.on(index);

        assertThat(widest(pipe.run("compare", "status = 'ERROR'"))).isGreaterThan(60);
        assertThat(widest(pipe.with("COLUMNS", "60").run("compare", "status = 'ERROR'")))
                .isLessThanOrEqualTo(60);
    }

    @Test
    void helpIsAsWideAsTheTerminalWithinReason() {
        var terminal = Command.PLAIN.onTerminal();

        assertThat(widest(terminal.with("COLUMNS", "70").run("search", "--help")))
                .isBetween(60, 70);
        assertThat(widest(terminal.with("COLUMNS", "30").run("search", "--help")))
                .isBetween(50, 60);
        assertThat(terminal.with("COLUMNS", "200").run("search", "--help").out())
                .isEqualTo(Command.PLAIN.run("search", "--help").out());
    }

    private static int widest(Command.Ended ended) {
        return ended.out().lines().mapToInt(line -> Line.of(line).width()).max().orElse(0);
    }

    private static Trace trace(int number) {
        var status = number % 3 == 0 ? "ERROR" : number % 3 == 1 ? "OK" : "STATE_UNSPECIFIED";
        var spans = IntStream.range(1, 40).mapToObj(span -> span(span, number)).toList();
        return TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "tr-%02d", "request_time": "2026-03-09T%02d:%02d:00.500Z", "state": "%s",
              "execution_duration_ms": %d, "request_preview": "{\\"message\\": \\"%s\\"}", "response_preview": "%s",
              "tags": {"mlflow.traceName": "%s", "language": "%s", "%s": "%s"},
              "trace_metadata": {"mlflow.trace.session": "sitzung-%d", "mlflow.trace.user": "%s"},
              "assessments": [{"assessment_id": "a", "assessment_name": "%s", "trace_id": "tr", "feedback": {"value": "%s"},
                "source": {"source_type": "HUMAN", "source_id": "%s"}, "create_time": "2026-03-09T11:00:00Z",
                "last_update_time": "2026-03-09T11:00:00Z"}],
              "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}}},
             "data": {"spans": [%s]}}
            """.formatted(
                        number,
                        9 + number / 20,
                        number,
                        status,
                        number * 99_991,
                        LONG.repeat(3),
                        LONG,
                        LONG,
                        LONG + status,
                        LONG,
                        LONG,
                        number / 10,
                        LONG,
                        LONG,
                        LONG,
                        LONG,
                        String.join(", ", spans))));
    }

    private static String span(int id, int number) {
        return """
            {"trace_id": "AA==", "span_id": "%016x", "parent_span_id": %s, "name": "%s", "start_time_unix_nano": %d,
             "end_time_unix_nano": %d,
             "events": [{"name": "%s", "time_unix_nano": 2000000, "attributes": {"%s": "%s"}}],
             "status": {"code": "STATUS_CODE_%s", "message": "%s"},
             "attributes": {"mlflow.spanType": "\\"%s\\"", "%s": "%s",
               "mlflow.spanInputs": "{\\"a\\": {\\"b\\": {\\"c\\": {\\"d\\": {\\"%s\\": [\\"%s\\"]}}}}}"}}
            """.formatted(
                        id,
                        id == 1 ? "null" : "\"%016x\"".formatted(id / 2 * (id % 2) + (id - 1) * (1 - id % 2)),
                        LONG + id,
                        id * 1_000_000L,
                        (id + number * 99_991L) * 1_000_000,
                        LONG,
                        LONG,
                        LONG,
                        id % 5 == 0 ? "ERROR" : "OK",
                        LONG,
                        LONG,
                        LONG,
                        LONG,
                        LONG,
                        LONG);
    }
}
