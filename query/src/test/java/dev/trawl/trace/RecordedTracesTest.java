package dev.trawl.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a real MLflow 3.17.2 server and its command line wrote, as e2e/mlflow keeps it. */
class RecordedTracesTest {
    private static final Path CORPUS = Path.of("../e2e/mlflow/corpus");

    @ParameterizedTest
    @ValueSource(strings = {"export-1.json", "export-2.json", "export-1-nospans.json"})
    void writingWhatWasExportedGivesTheSameJson(String file) throws IOException {
        for (var exported : parse(file).path("traces")) {
            assertThat(PythonJson.readable(TraceJson.write(TraceJson.read(exported))))
                    .isEqualTo(PythonJson.readable(exported));
        }
    }

    @Test
    void writingKeepsTheOrderAndSpellingOfTheRecordedCommandLine() throws IOException {
        var printed = Files.readString(Path.of("../e2e/mlflow/cli/get-t01.json"));
        var trace = TraceJson.read(PythonJson.parse(printed));

        assertThat(PythonJson.indented(TraceJson.write(trace))).isEqualTo(printed.stripTrailing());
    }

    @Test
    void tracesOfTheRestApiEqualTheExportedOnes() throws IOException {
        var exported = new LinkedHashMap<String, Trace>();
        for (var file : List.of("export-1.json", "export-2.json")) {
            parse(file).path("traces").forEach(json -> put(exported, TraceJson.read(json)));
        }
        var received = new LinkedHashMap<String, Trace>();
        batches().forEach(json -> put(received, TraceJson.read(json)));

        assertThat(exported).hasSize(27);
        assertThat(received).containsExactlyInAnyOrderEntriesOf(withValidExpectations(exported));
    }

    /** MLflow's client drops {@code valid} of expectations, so both sides are compared as they are written. */
    private static Map<String, Trace> withValidExpectations(Map<String, Trace> traces) {
        traces.replaceAll((id, trace) -> TraceJson.read(TraceJson.write(trace)));
        return traces;
    }

    @Test
    void infosOfTheRestApiEqualTheExportedOnes() throws IOException {
        var exported = new LinkedHashMap<String, Trace>();
        parse("export-1-nospans.json").path("traces").forEach(json -> put(exported, TraceJson.read(json)));
        var received = new LinkedHashMap<String, Trace>();
        recordings("search-page-")
                .forEach(page -> page.path("traces").forEach(json -> put(received, TraceJson.read(json))));
        received.keySet().retainAll(exported.keySet());

        assertThat(exported).hasSize(29);
        assertThat(received).isEqualTo(exported);
    }

    private static void put(Map<String, Trace> traces, Trace trace) {
        traces.put(trace.id(), trace);
    }

    private static Stream<JsonNode> batches() throws IOException {
        return recordings("batch-get-good-")
                .flatMap(batch -> batch.path("traces").valueStream());
    }

    private static Stream<JsonNode> recordings(String prefix) throws IOException {
        return parse("wire.json")
                .valueStream()
                .filter(exchange -> exchange.path("name").stringValue().startsWith(prefix))
                .map(exchange -> PythonJson.parse(exchange.path("response").stringValue()));
    }

    private static JsonNode parse(String file) throws IOException {
        return PythonJson.parse(Files.readAllBytes(CORPUS.resolve(file)));
    }
}
