package dev.trawl;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A filter and what a real MLflow 3.17.2 server answered to it over the recorded corpus (e2e/mlflow).
 *
 * @param number its line in cases.jsonl, from 0
 * @param traces names of the traces that were returned, in order; meaningless if there is an error
 * @param error the server's message, or empty
 */
public record RecordedCase(
        int number,
        String filter,
        List<String> orderBy,
        List<String> experimentIds,
        int maxResults,
        int offset,
        List<String> traces,
        String error) {
    private static final Path RECORDED = Path.of("../e2e/mlflow");

    /** The recorded cases whose size and token of a page mean something. */
    public static List<RecordedCase> all() throws IOException {
        var cases = new ArrayList<RecordedCase>();
        int number = 0;
        for (var line : Files.readAllLines(RECORDED.resolve("cases.jsonl"))) {
            var json = PythonJson.parse(line);
            int index = number++;
            var size = json.path("max_results");
            if (json.path("page_token").isMissingNode() && (size.isMissingNode() || size.isIntegralNumber())) {
                cases.add(of(index, json));
            }
        }
        return cases;
    }

    private static RecordedCase of(int number, JsonNode json) {
        var expect = json.path("expect");
        return new RecordedCase(
                number,
                json.path("filter").asString(""),
                texts(json.path("order_by")),
                json.path("locations").isMissingNode() ? List.of("1") : List.of("1", "2"),
                json.path("max_results").asInt(500),
                0,
                texts(expect.path("ids_by_name")),
                expect.path("error").asString(""));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(item -> item.asString("")).toList();
    }

    /** The traces of the corpus, all thirty, as a sync would have got them. */
    public static List<IndexedTrace> corpus() throws IOException {
        var traces = new LinkedHashMap<String, IndexedTrace>();
        for (var file : List.of("export-1-nospans.json", "export-1.json", "export-2.json")) {
            var export = PythonJson.parse(
                    Files.readAllBytes(RECORDED.resolve("corpus").resolve(file)));
            for (var json : export.path("traces")) {
                var trace = TraceJson.read(json);
                traces.put(
                        trace.id(),
                        new IndexedTrace(
                                trace,
                                Provenance.UNKNOWN.withLinkedRuns(
                                        linkedRuns(trace.info().tags()))));
            }
        }
        return List.copyOf(traces.values());
    }

    /** The corpus links t09 to the run in which t08 was made (corpus.py); no trace's JSON tells. */
    private static Set<String> linkedRuns(Map<String, String> tags) {
        return "t09".equals(tags.get("corpus.id")) ? Set.of("1e3d47fe84144e40a7ead2e224108df8") : Set.of();
    }

    public static String name(IndexedTrace indexed) {
        return indexed.trace().info().tags().getOrDefault("corpus.id", indexed.id());
    }
}
