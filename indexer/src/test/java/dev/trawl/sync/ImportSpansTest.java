package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.source.SourceKind;
import dev.trawl.source.spans.SpansOfTraces;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Traces that come as spans alone. */
class ImportSpansTest extends ImportedFiles {
    private static final String SOME_TRACE = "tr-c2b9546e0f0220f3edb7f1d5cbf15150";

    @Test
    void spansOfATraceAreCollectedFromAllLinesAndFiles() throws IOException {
        var first = file("a.jsonl", bytes(request(span("01", "", "root")) + "\n" + request(span("02", "01", "child"))));
        var second = file("b.jsonl.gz", gzip(bytes(request(span("03", "01", "late")))));

        var report = run(first, second);

        assertThat(report.problems()).isEmpty();
        assertThat(report.kinds()).isEqualTo(Map.of(SourceKind.OTLP, 2));
        assertThat(report.traces()).isEqualTo(new TraceCounts(1, 0, 0, 0, 0));
        var trace = held(traceId()).trace();
        assertThat(trace.spans()).extracting(span -> span.name()).containsExactly("root", "child", "late");
        assertThat(trace.info().tags()).containsEntry("service.name", "shop");
        assertThat(trace.info().state()).isEqualTo("OK");
        assertThat(trace.info().executionDurationMs()).contains(3L);
    }

    @Test
    void spansOfALaterImportAreAdded() throws IOException {
        run(file("a.jsonl", bytes(request(span("02", "01", "child")))));
        assertThat(held(traceId()).trace().info().state()).isEqualTo("IN_PROGRESS");

        run(file("b.jsonl", bytes(request(span("01", "", "root")))));

        var trace = held(traceId()).trace();
        assertThat(trace.spans()).extracting(span -> span.name()).containsExactly("root", "child");
        assertThat(trace.info().state()).isEqualTo("OK");
    }

    @Test
    void someSpansOfATraceThatMlflowToldOfTakeNoOthersAway() throws IOException {
        var whole = Objects.requireNonNull(exported().get(SOME_TRACE)).trace();
        assertThat(whole.spans()).hasSizeGreaterThan(1);
        run(Path.of("../e2e/mlflow/corpus/export-1.json"));

        run(file(
                "a.jsonl",
                bytes(request(span("01", "", "late")).replace("0".repeat(31) + "7", SOME_TRACE.substring(3)))));

        var held = held(SOME_TRACE).trace();
        assertThat(held.info()).isEqualTo(whole.info());
        assertThat(held.spans())
                .containsAll(whole.spans())
                .hasSize(whole.spans().size() + 1);
        assertThat(held.spans().getLast().name()).isEqualTo("late");
    }

    @Test
    void linesThatAreNoRequestsAreNamedAndTheOthersRead() throws IOException {
        var file = file(
                "a.jsonl",
                bytes(request(span("01", "", "root")) + "\n{\"resourceSpans\": \n" + request(span("xx", "", "bad"))
                        + "\n"));

        assertThat(run(file).problems())
                .extracting(Object::toString)
                .containsExactly(
                        file + ":2: the JSON is cut off",
                        file + ":3: no request of OpenTelemetry's: spanId is no hexadecimal id: xxxxxxxxxxxxxxxx");
    }

    @Test
    void tracesAndLogsMayStandAmongTheRequests() throws IOException {
        var logs = "{\"resourceLogs\": [{\"scopeLogs\": []}]}\n";
        var trace = TraceJson.write(
                Objects.requireNonNull(exported().get(SOME_TRACE)).trace());
        var line = PythonJson.ascii(trace) + "\n";
        var request = request(span("01", "", "root")) + "\n";

        var requestFirst = run(file("a.jsonl", bytes(request + logs + line)));
        var traceFirst = run(file("b.jsonl", bytes(line + request)));
        var logsFirst = run(file("c.jsonl", bytes(logs + request + line)));

        assertThat(requestFirst.traces()).isEqualTo(new TraceCounts(2, 0, 0, 0, 0));
        assertThat(traceFirst.traces()).isEqualTo(new TraceCounts(0, 0, 2, 0, 0));
        assertThat(logsFirst.traces()).isEqualTo(new TraceCounts(0, 0, 2, 0, 0));
        assertThat(logsFirst.kinds()).isEqualTo(Map.of(SourceKind.OTLP, 1));
    }

    @Test
    void spansThatDoNotFitIntoMemoryComeBackFromTheDisk() throws IOException {
        var found = new ArrayList<String>();
        try (var spans = new SpansOfTraces(1_000)) {
            addHundredTraces(spans);
            spans.takeAll(
                    () -> true,
                    trace -> found.add(trace.decode().id() + " "
                            + trace.decode().trace().spans().size()));
        }

        assertThat(found).hasSize(100).allMatch(line -> line.endsWith(" 3")).doesNotHaveDuplicates();
    }

    @Test
    void spansAreHandedOverAsLongAsTheyAreWanted() throws IOException {
        var found = new ArrayList<String>();
        try (var spans = new SpansOfTraces(1_000)) {
            addHundredTraces(spans);
            spans.takeAll(() -> found.size() < 7, trace -> found.add(trace.traceId()));
        }

        assertThat(found).hasSize(7);
    }

    private static void addHundredTraces(SpansOfTraces spans) throws IOException {
        for (int i = 0; i < 300; i++) {
            var request = request(span("%02x".formatted(1 + i % 3), i % 3 == 0 ? "" : "01", "s" + i % 3))
                    .replace("0".repeat(31) + "7", "%032x".formatted(1 + i / 3));
            spans.addRequest(PythonJson.parse(request));
        }
    }

    @Test
    void requestsMayBeADocument() throws IOException {
        var root = PythonJson.parse(request(span("01", "", "root")));
        var child = request(span("02", "01", "child"));
        var bad = request(span("xx", "01", "bad"));
        var pretty = file("pretty.json", bytes(PythonJson.indented(root)));
        var list = file("list.json", bytes("[" + child + ",\n" + bad + "]"));

        var report = run(pretty, list);

        assertThat(report.problems())
                .extracting(Object::toString)
                .containsExactly(
                        list + ":2: no request of OpenTelemetry's: spanId is no hexadecimal id: xxxxxxxxxxxxxxxx");
        assertThat(report.kinds()).isEqualTo(Map.of(SourceKind.OTLP, 1, SourceKind.DOCUMENT, 1));
        assertThat(held(traceId()).trace().spans())
                .extracting(span -> span.name())
                .containsExactly("root", "child");
    }

    @Test
    void aTimeBeyond64BitsIsNoTime() throws IOException {
        var late = request(span("01", "", "root")).replace("\"1760000000000000000\"", "17600000000000000000");
        var file = file("a.jsonl", bytes(late + "\n"));

        assertThat(run(file).problems())
                .extracting(Object::toString)
                .containsExactly(file
                        + ":1: no request of OpenTelemetry's: startTimeUnixNano is out of range: 17600000000000000000");
    }

    @Test
    void theExperimentOfAnArtifactIsTheSameHoweverItIsNamed() throws IOException {
        var whole = Objects.requireNonNull(exported().get(SOME_TRACE)).trace();
        var artifacts = artifactsOf(whole);
        var roundabout = folder.resolve("store/1/traces/../traces/" + SOME_TRACE);

        for (var place : List.of(roundabout, Path.of("").toAbsolutePath().relativize(artifacts))) {
            run(place);
            assertThat(held(SOME_TRACE).trace().info().experimentId())
                    .as(place.toString())
                    .isEqualTo("1");
        }
    }

    @Test
    void anArtifactStoreGivesSpansToTheTracesThatAreHeld() throws IOException {
        var whole = Objects.requireNonNull(exported().get(SOME_TRACE)).trace();
        Files.write(artifactsOf(whole).resolve("attachment"), new byte[] {1, 0, 2});
        run(Path.of("../e2e/mlflow/corpus/export-1-nospans.json"));

        var report = run(folder.resolve("store"));

        assertThat(report.kinds()).isEqualTo(Map.of(SourceKind.SPANS, 1));
        assertThat(held(SOME_TRACE).trace().spans()).isEqualTo(whole.spans());
        assertThat(held(SOME_TRACE).trace().info()).isEqualTo(whole.info());
    }

    /** The folder of a trace's artifacts in a store, with its spans. */
    private Path artifactsOf(Trace trace) throws IOException {
        var artifacts = Files.createDirectories(folder.resolve("store/1/traces/" + trace.id() + "/artifacts"));
        Files.writeString(
                artifacts.resolve("traces.json"),
                PythonJson.readable(TraceJson.write(trace).path("data")));
        return artifacts;
    }

    private IndexedTrace held(String id) throws IOException {
        try (var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            return writer.held(id).orElseThrow();
        }
    }

    private static String traceId() {
        return "tr-" + "0".repeat(31) + "7";
    }

    private static String request(String span) {
        return """
                {"resourceSpans": [{"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]}, \
                "scopeSpans": [{"spans": [%s]}]}]}""".formatted(span);
    }

    private static String span(String id, String parent, String name) {
        return """
                {"traceId": "%s7", "spanId": "%s", "parentSpanId": "%s", "name": "%s", "startTimeUnixNano": "1760000000000000000", \
                "endTimeUnixNano": "1760000000003000000", "status": {}}""".formatted("0".repeat(31), id.repeat(8), parent.repeat(8), name);
    }
}
