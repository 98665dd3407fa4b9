package dev.trawl.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
    private static final int MANY = 30_000;

    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        var spans = Stream.of(
                span(1, 0, "agent", 0, 1000, "AGENT", "OK", ""),
                span(2, 1, "plan", 0, 300, "LLM", "OK", ""),
                span(3, 1, "act", 300, 900, "CHAIN", "ERROR", ""),
                span(4, 3, "fetch", 300, 700, "TOOL", "ERROR", "no \\u001b[31mroute\\n to host"),
                span(5, 99, "lost", 950, 950, "TOOL", "OK", ""),
                span(7, 6, "round", 960, 970, "TOOL", "OK", ""),
                span(6, 7, "and round", 960, 970, "TOOL", "OK", ""));
        var wide = IntStream.range(1, MANY + 1)
                .mapToObj(i -> span(i, i == 1 ? 0 : 1, "s" + i, i, i + 1, "TOOL", "OK", ""));
        var deep = IntStream.range(1, MANY + 1).mapToObj(i -> span(i, i - 1, "s" + i, i, MANY, "TOOL", "OK", ""));
        RecordedTraces.index(index, List.of(trace("tr-ab01", spans), trace("tr-ab02", wide), trace("tr-cd03", deep)));
    }

    @Test
    void aTraceIsATreeWithWhereItsErrorsBeganFirst() {
        assertThat(show("ab01")).isEqualTo(new Ended(0, """
            tr-ab01  OK  1.0 s
            2026-03-09 11:59:00 UTC · experiment 1
            7 spans, 2 failed

            2 spans failed, it began here:
              ✗ fetch  no \ufffd[31mroute  to host

            span              type   duration  0 to 1.0 s           tokens  id
            agent             AGENT     1.0 s  ██████████████████           0000000000000001
            ├─ plan           LLM      300 ms  █████                        0000000000000002
            └─ ✗ act          CHAIN    600 ms       ███████████             0000000000000003
               └─ ✗ fetch     TOOL     400 ms       ████████                0000000000000004
            lost              TOOL      <1 ms                   ▏           0000000000000005
            round             TOOL      10 ms                   ▏           0000000000000007
            └─ and round      TOOL      10 ms                   ▏           0000000000000006
            """, ""));
    }

    @Test
    void whatIsStoredSelectsSpansAndWhatIsRedactedIsShown() {
        assertThat(redacted("--spans", "span.name = 'fetch'").out())
                .matches("(?s).*├╌ … 1 span\n.*└─ ✗ \\[private:\\w+\\] .*… 3 spans\n");
        assertThat(redacted("--span", "fetch").out()).contains("[private:").doesNotContain("fetch");
        assertThat(redacted("--span", "fetsh").err()).matches("(?s).*; did you mean '\\[private:\\w+\\]'\\?\n");
    }

    private static Ended redacted(String option, String value) {
        return Command.PLAIN
                .on(index)
                .with("TRAWL_REDACT_KEY", "k")
                .run("show", "ab01", "--redact", "regex:^fetch$", option, value);
    }

    @Test
    void spansThatAreNotSelectedAreFolded() {
        assertThat(show("tr-ab01", "--spans", "span.name = 'fetch'").out()).endsWith("""
            agent             AGENT     1.0 s  ██████████████████           0000000000000001
            ├╌ … 1 span
            └─ ✗ act          CHAIN    600 ms       ███████████             0000000000000003
               └─ ✗ fetch     TOOL     400 ms       ████████                0000000000000004
            … 3 spans
            """);
        assertThat(show("tr-ab01", "--spans", "span.name = 'nobody'").err())
                .isEqualTo("trawl: none of the 7 spans is selected\n");
        assertThat(show("tr-ab01", "--spans", "span.nmae = 'x'").err())
                .startsWith("--spans:1:1: unknown field span.nmae");
        assertThat(show("tr-ab01", "--spans", "NOT span.type = 'TOOL'").out())
                .contains("act")
                .doesNotContain("lost");
    }

    @Test
    void theLastFoldEndsTheBranch() {
        assertThat(show("ab01", "--spans", "span.name = 'plan'").out())
                .contains("├─ plan ", "\n└╌ … 2 spans\n… 3 spans\n");
    }

    @Test
    void oneSpanIsShownWithAllItHolds() {
        assertThat(show("tr-ab01", "--span", "fetch").out()).isEqualTo("""
            fetch  TOOL  ERROR  400 ms
            span 0000000000000004, began 300 ms into the trace
            below act ← agent

            status message
              no \ufffd[31mroute
               to host

            inputs
              question: why?
              list:
                - 1
                -
                  a: true
              text:
                two
                lines
            """);
        assertThat(show("tr-ab01", "--span", "0000000000000004")).isEqualTo(show("tr-ab01", "--span", "fetch"));
        assertThat(show("tr-ab01", "--span", "00000").err())
                .startsWith("trawl: '00000' is 7 spans:\n  0000000000000001  agent\n");
        assertThat(show("tr-ab01", "--span", "nobody"))
                .isEqualTo(new Ended(
                        1, "", "trawl: no span of the trace has an id" + " that begins with 'nobody', or that name\n"));
    }

    @Test
    void theBeginningOfAnIdIsEnoughIfItIsTheOnlyOne() {
        assertThat(show("cd").out()).startsWith("tr-cd03");
        assertThat(show("tr-ab")).isEqualTo(new Ended(1, "", """
            trawl: several traces begin with 'tr-ab':
              tr-ab01
              tr-ab02
            """));
        assertThat(show("tr-x").err()).startsWith("trawl: there is no trace 'tr-x' among the 3 traces in ");
        assertThat(show("").code()).isEqualTo(1);
    }

    @Test
    void aSpanThatWasLoggedTwiceStandsTwice(@TempDir Path folder) {
        var twice = span(2, 1, "find", 0, 5, "TOOL", "OK", "");
        RecordedTraces.index(
                folder,
                List.of(trace("tr-ab05", Stream.of(span(1, 0, "agent", 0, 9, "AGENT", "OK", ""), twice, twice))));
        var command = Command.PLAIN.on(folder).with("COLUMNS", "80");

        assertThat(command.run("show", "tr-ab05").out()).contains("3 spans").endsWith("""
            ├─ find           TOOL       5 ms  ██████████                   0000000000000002
            └─ find           TOOL       5 ms  ██████████                   0000000000000002
            """);
        assertThat(command.run("show", "tr-ab05", "--span", "find").out()).startsWith("find  TOOL  OK  5 ms\n");
    }

    @Test
    void aTraceOfManySpansIsShownInTime() {
        var began = System.nanoTime();

        assertThat(show("tr-ab02").out().lines()).hasSizeGreaterThan(MANY);
        assertThat(show("tr-cd03").out().lines()).hasSizeGreaterThan(MANY).anyMatch(line -> line.startsWith("⋯"));
        assertThat(show("tr-ab02", "--spans", "span.name = 's9'").out().lines()).hasSize(9);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void withoutSpansATranscriptIsWhatThePreviewsSay(@TempDir Path folder) {
        RecordedTraces.index(folder, List.of(TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "tr-ef04", "request_time": "2026-03-09T11:59:00Z", "state": "OK",
              "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}},
              "request_preview": "{\\"message\\": \\"Is it open?\\"}", "response_preview": "Until six."},
             "data": {"spans": []}}
            """))));

        assertThat(Command.PLAIN.on(folder).run("show", "tr-ef04", "--chat").out())
                .isEqualTo("""
            user
              Is it open?

            assistant
              Until six.

            """);
    }

    @Test
    void aTranscriptWithoutAnythingSaidTellsSo(@TempDir Path folder) {
        var silent = span(1, 0, "agent", 0, 9, "AGENT", "OK", "");
        RecordedTraces.index(folder, List.of(trace("tr-ab06", Stream.of(silent))));

        assertThat(Command.PLAIN.on(folder).run("show", "tr-ab06", "--chat"))
                .isEqualTo(new Ended(0, "", "trawl: nothing was said in trace tr-ab06\n"));
    }

    private static Ended show(String... arguments) {
        var words = Stream.concat(Stream.of("show"), Stream.of(arguments)).toArray(String[]::new);
        return Command.PLAIN.on(index).with("COLUMNS", "80").run(words);
    }

    private static String span(
            int id, int parent, String name, long from, long to, String type, String status, String message) {
        var inputs = name.equals("fetch")
                ? ", \"mlflow.spanInputs\": \"{\\\"question\\\": \\\"why?\\\", \\\"list\\\": [1, {\\\"a\\\": true}],"
                        + " \\\"text\\\": \\\"two\\\\n"
                        + "lines\\\"}\""
                : "";
        return """
            {"trace_id": "AA==", "span_id": "%016x", "parent_span_id": %s, "name": "%s", "start_time_unix_nano": %d,
             "end_time_unix_nano": %d, "events": [], "status": {"code": "STATUS_CODE_%s", "message": "%s"},
             "attributes": {"mlflow.spanType": "\\"%s\\""%s}}
            """.formatted(
                        id,
                        parent == 0 ? "null" : "\"%016x\"".formatted(parent),
                        name,
                        from * 1_000_000,
                        to * 1_000_000,
                        status,
                        message,
                        type,
                        inputs);
    }

    private static Trace trace(String id, Stream<String> spans) {
        return TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "%s", "request_time": "2026-03-09T11:59:00Z", "state": "OK", "execution_duration_ms": 1000,
              "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}}},
             "data": {"spans": [%s]}}
            """.formatted(id, spans.collect(Collectors.joining(", ")))));
    }
}
