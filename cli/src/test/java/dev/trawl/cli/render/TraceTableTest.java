package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTableTest {
    private static final List<Trace> NEWEST =
            RecordedTraces.exported("export-1-nospans.json").subList(0, 5);

    @Test
    void theStandardTableIsMlflowsWithTheDurationsThatMlflowMisses() {
        var recorded = RecordedTraces.text("cli/search-table.txt").split("\n\n", 2)[0];
        var expected = recorded;
        for (var duration : List.of("290ms", "280ms", "31.0s", "60.0s", "250ms")) {
            expected = expected.replaceFirst("  N/A {24}", "  " + duration + " ".repeat(27 - duration.length()));
        }

        assertThat(TraceTable.standard(NEWEST)).isEqualTo(expected);
    }

    @Test
    void fieldsThatWereAskedForAreMlflowsTable() {
        var fields = FieldPath.list("info.trace_id, info.state,info.tags.`mlflow.traceName`,data.spans.*.name");

        assertThat(TraceTable.withFields(List.of(RecordedTraces.named("t02")), fields) + "\n")
                .isEqualTo(RecordedTraces.text("cli/search-fields.txt"));
    }

    @Test
    void withoutTracesTheTableIsTwoEmptyLinesOnceItIsPrinted() {
        assertThat(TraceTable.standard(List.of())).isEqualTo("\n");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        var table = TraceTable.withFields(
                List.of(trace("a\\u001b[31m\\u009b\\u0007\\nb")), FieldPath.list("info.request_preview"));

        assertThat(table.split("\n", 3)[2]).isEqualTo("a\ufffd[31m\ufffd\ufffd\nb            ");
    }

    private static Trace trace(String preview) {
        return TraceJson.read(PythonJson.parse("""
                {"trace_id": "tr-1", "request_time": "1970-01-01T00:00:00Z", "state": "ERROR", "request_preview": "%s"}
                """.formatted(preview)));
    }
}
