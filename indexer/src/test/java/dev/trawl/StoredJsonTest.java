package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndentedJson;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import dev.trawl.trace.Utf8Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON of a stored trace that is copied is the one that would be written of it. */
class StoredJsonTest {
    private static final String INFO = """
        {"trace_id": "tr-a", "request_time": "2026-03-01T00:00:00Z", "state": "OK", "trace_location":
         {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}}
        """.strip();

    @TempDir
    Path index;

    @Test
    void copiedJsonIsWrittenJson() throws IOException {
        var traces = new ArrayList<>(new HostileTraces(new Random(1)).traces(300));
        traces.add(odd("{\"info\": " + INFO + "}}", Set.of()));
        traces.add(odd("""
            {"info": %s, "tags": {"t": ", \\"data\\": {\\"spans\\": [\\\\", "u": "]}"}},
             "data": {"spans": []}, "later": {"a": ["}", "\\"", {"trawl": 1}], "n": -1.5e3}, "last": null}
            """.formatted(INFO.replace("tr-a", "tr-b")), Set.of("run-1", "run-2")));
        try (var writer = TraceIndexWriter.open(index)) {
            for (var trace : traces) {
                writer.put(trace);
            }
            writer.commit(Map.of());
        }
        var compared = new ArrayList<String>();
        try (var search = TraceSearch.open(index)) {
            search.each(SearchRequest.of(""), SearchListener.NONE, hit -> {
                var expected = TraceJson.write(search.load(hit).trace());
                var stored = search.open(hit).json();
                assertThat(text(stored)).isEqualTo(PythonJson.readable(expected));
                assertThat(indented(stored)).isEqualTo(PythonJson.indented(expected));
                compared.add(hit.traceId());
            });
        }
        assertThat(compared).hasSizeGreaterThan(100).contains("tr-a", "tr-b");
    }

    private static IndexedTrace odd(String json, Set<String> runs) {
        return new IndexedTrace(TraceJson.read(PythonJson.parse(json)), Provenance.UNKNOWN.withLinkedRuns(runs));
    }

    private static String indented(List<Utf8Text> pieces) {
        var json = new IndentedJson(0);
        pieces.forEach(json::append);
        return new String(json.toBytes(), StandardCharsets.US_ASCII);
    }

    private static String text(List<Utf8Text> pieces) {
        var out = new ByteArrayOutputStream();
        pieces.forEach(piece -> out.write(piece.bytes(), piece.from(), piece.length()));
        return out.toString(StandardCharsets.UTF_8);
    }
}
