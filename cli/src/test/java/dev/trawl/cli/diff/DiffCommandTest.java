package dev.trawl.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {
    @TempDir
    Path index;

    @Test
    void twoTracesStandSideBySide() {
        RecordedTraces.index(
                index,
                List.of(
                        trace(
                                "tr-1",
                                span(1, 0, "agent", 10, "{\\\"q\\\": 1}"),
                                span(2, 1, "find", 4, "1"),
                                span(3, 1, "find", 4, "2"),
                                span(4, 1, "answer", 2, "3")),
                        trace(
                                "tr-2",
                                span(9, 0, "agent", 20, "{\\\"q\\\": 2, \\\"k\\\": 0}"),
                                span(8, 9, "find", 5, "1"),
                                span(7, 9, "check", 1, "4"),
                                span(6, 9, "answer", 2, "3"))));

        assertThat(Command.PLAIN.on(index).run("diff", "tr-1", "2")).isEqualTo(new Ended(0, """
            - tr-1  OK  open  2026-03-09 11:59:00 UTC
            + tr-2  OK  open  2026-03-09 11:59:00 UTC

               step     - duration  + duration  - tokens  + tokens  differs in
            ~  agent         10 ms       20 ms                      inputs
            -    find         4 ms
            +    check                    1 ms
            5 steps, 2 the same

            agent
              inputs.q
              - 1
              + 2
              inputs.k
              - (nothing)
              + 0
            """, ""));
        assertThat(Command.PLAIN.on(index).run("diff", "tr-1", "tr-1").out()).endsWith("4 steps, 4 the same\n");
        assertThat(Command.PLAIN
                        .on(index)
                        .run("diff", "tr-1", "tr-1", "--all")
                        .out()
                        .lines())
                .hasSize(9);
        assertThat(Command.PLAIN.on(index).run("diff", "tr-1").err()).contains("Missing argument 'ID'.");
    }

    @Test
    void aSpanThatWasLoggedTwiceIsTwoSteps() {
        var agent = span(1, 0, "agent", 10, "1");
        var find = span(2, 1, "find", 4, "1");
        RecordedTraces.index(index, List.of(trace("tr-1", agent, find, find), trace("tr-2", agent, find)));

        assertThat(Command.PLAIN.on(index).run("diff", "tr-1", "tr-1").out()).endsWith("3 steps, 3 the same\n");
        assertThat(Command.PLAIN.on(index).run("diff", "tr-1", "tr-2").out()).endsWith("""
            -    find        4 ms
            3 steps, 2 the same
            """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"a": 1} | {"a": 1} |
        {"a": 1} | {"a": "1"} | x.a 1/1
        [1, 2] | [1, 3, 4] | x.1 2/3 x.2 -/4
        {"a": [1]} | {"a": {}} | x.a [1]/{}
        """)
    void differencesArePlaces(String first, String second, String expected) {
        var differences = JsonDifference.between(
                "x", Optional.of(PythonJson.parse(first)), Optional.of(PythonJson.parse(second)));

        var shown = String.join(
                " ",
                differences.stream()
                        .map(difference ->
                                difference.path() + " " + difference.first().orElse("-") + "/"
                                        + difference.second().orElse("-"))
                        .toList());
        assertThat(shown).isEqualTo(expected == null ? "" : expected);
    }

    private static String span(int id, int parent, String name, long milliseconds, String inputs) {
        return """
            {"trace_id": "AA==", "span_id": "%016x", "parent_span_id": %s, "name": "%s", "start_time_unix_nano": 0,
             "end_time_unix_nano": %d, "events": [], "status": {"code": "STATUS_CODE_OK", "message": ""},
             "attributes": {"mlflow.spanInputs": "%s"}}
            """.formatted(
                id, parent == 0 ? "null" : "\"%016x\"".formatted(parent), name, milliseconds * 1_000_000, inputs);
    }

    private static Trace trace(String id, String... spans) {
        return TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "%s", "request_time": "2026-03-09T11:59:00Z", "state": "OK",
              "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}}},
             "data": {"spans": [%s]}}
            """.formatted(id, String.join(", ", spans))));
    }
}
