package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.index.IndexField;
import dev.trawl.index.IndexFormat;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceDictionaryTest {
    private static final String KEY = "trawl.dictionary";

    @TempDir
    Path folder;

    @Test
    void tracesBehindTheFirstHundredReferToWhatIsInThem() throws IOException {
        var traces = traces(130);
        write(traces);

        assertThat(commitData()).containsKey(KEY);
        long before = 0;
        long behind = 0;
        try (var reader = IndexFormat.openForReading(folder);
                var search = TraceSearch.open(folder)) {
            var segment = reader.leaves().getFirst().reader();
            var ids = segment.getSortedDocValues(IndexField.ID);
            var stored = segment.getBinaryDocValues(IndexField.STORED);
            for (int document = 0; document < segment.maxDoc(); document++) {
                assertThat(ids.advanceExact(document) && stored.advanceExact(document))
                        .isTrue();
                boolean isBehind = ids.lookupOrd(ids.ordValue()).utf8ToString().compareTo("tr-0104") >= 0;
                before += isBehind ? 0 : stored.binaryValue().length;
                behind += isBehind ? stored.binaryValue().length : 0;
            }
            for (var trace : traces) {
                assertThat(search.get(trace.id())).contains(trace);
            }
        }
        // Four times the 26 traces of the corpus without, and once with a dictionary.
        assertThat(behind).isLessThan(before / 4 / 2);
    }

    @Test
    void anIndexFilledByAFewTracesAtATimeHasADictionaryInTheEnd() throws IOException {
        var traces = traces(140);
        for (int from = 0; from < 120; from += 40) {
            assertThat(commitData()).doesNotContainKey(KEY);
            write(traces.subList(from, from + 40));
        }
        var dictionary = commitData().get(KEY);
        assertThat(dictionary).isNotNull();
        write(traces.subList(120, 140));
        assertThat(commitData()).containsEntry(KEY, dictionary);

        IndexCare.reindex(folder, (done, all) -> {});
        assertThat(commitData()).containsKey(KEY);
        try (var search = TraceSearch.open(folder)) {
            for (var trace : traces) {
                assertThat(search.get(trace.id())).contains(trace);
            }
        }
    }

    @Test
    void tracesThatAreAllAlikeDoWithout() throws IOException {
        var alike = new ArrayList<IndexedTrace>();
        for (int i = 0; i < 150; i++) {
            alike.add(IndexedTraceJson.read(PythonJson.parse(
                    "{\"info\": {\"trace_id\": \"tr-%d\", \"request_time\": \"2026-01-01T00:00:00Z\"}, \"data\": {\"spans\": []}}"
                            .formatted(i))));
        }
        write(alike);
        try (var search = TraceSearch.open(folder)) {
            assertThat(search.size()).isEqualTo(150);
            assertThat(search.get("tr-149")).contains(alike.getLast());
        }
    }

    private void write(List<IndexedTrace> traces) throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : traces) {
                writer.put(trace);
            }
            writer.commit(Map.of());
        }
    }

    private Map<String, String> commitData() throws IOException {
        if (!Files.exists(folder.resolve("write.lock"))) {
            return Map.of();
        }
        try (var reader = IndexFormat.openForReading(folder)) {
            return reader.getIndexCommit().getUserData();
        }
    }

    /** The corpus again and again, each time under other ids. */
    private static List<IndexedTrace> traces(int count) throws IOException {
        var export = PythonJson.parse(Files.readAllBytes(Path.of("../e2e/mlflow/corpus/export-1.json")));
        var corpus = export.path("traces").valueStream().toList();
        var traces = new ArrayList<IndexedTrace>();
        for (int i = 0; i < count; i++) {
            var json = corpus.get(i % corpus.size());
            var id = json.path("info").path("trace_id").asString();
            var text = PythonJson.readable(json).replace(id, "tr-%04d".formatted(i));
            traces.add(IndexedTraceJson.read(PythonJson.parse(text.getBytes(StandardCharsets.UTF_8))));
        }
        return traces;
    }
}
