package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.IndexCare;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.Facet;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes of spans have facets as long as they have few values in the whole index, whatever its segments are. */
class SpanAttributeFacetsTest {
    private static final int MOST_VALUES = 100;
    private static final int TRACES = 600;

    @TempDir
    Path folder;

    @BeforeEach
    void writeIndexOfThreeSegments() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            for (int i = 0; i < TRACES; i++) {
                writer.put(trace(i));
                if (i % (TRACES / 3) == TRACES / 3 - 1) {
                    writer.commit(Map.of());
                }
            }
        }
    }

    private static IndexedTrace trace(int number) {
        var attributes =
                """
                {"parity": "%s", "number": "%d", "close": "%d", "mlflow.spanType": "\\"LLM\\"", "note": "\\"%s\\""}""".formatted(number % 2, number, number % MOST_VALUES, number % 3 == 0 ? "x".repeat(200) : "short");
        return IndexedTraceJson.read(PythonJson.parse("""
                {"info": {"trace_id": "tr-%d", "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment":
                 {"experiment_id": "1"}}, "request_time": "2026-01-01T00:00:00Z", "state": "OK"},
                 "data": {"spans": [{"trace_id": "AAAAAAAAAAAAAAAAAAAAAA==", "span_id": "AAAAAAAAAAE=", "name": "a",
                 "start_time_unix_nano": 1, "end_time_unix_nano": 2, "status": {"code": "STATUS_CODE_OK"},
                 "attributes": %s}]}}""".formatted(number, attributes)));
    }

    private Map<String, Facet> facets(String filter) throws IOException {
        try (var search = TraceSearch.open(folder)) {
            return search.numbers().facets(SearchRequest.of(filter), 1, SearchListener.NONE).facets().stream()
                    .filter(facet -> facet.field().startsWith("span.attributes."))
                    .collect(Collectors.toMap(Facet::field, facet -> facet));
        }
    }

    private static Facet facet(Map<String, Facet> facets, String key) {
        return Objects.requireNonNull(facets.get("span.attributes." + key));
    }

    @Test
    void anAttributeWithTooManyValuesHasNone() throws IOException {
        var facets = facets("");

        assertThat(facets).containsOnlyKeys("span.attributes.parity", "span.attributes.close", "span.attributes.note");
        assertThat(facet(facets, "close").values()).isEqualTo(MOST_VALUES);
        assertThat(facet(facets, "parity").top().getFirst()).isEqualTo(new Facet.ValueCount("0", TRACES / 2));
    }

    @Test
    void aValueThatIsTooLongOnlyTellsThatTheTraceHasTheKey() throws IOException {
        var note = facet(facets(""), "note");

        assertThat(note.traces()).isEqualTo(TRACES);
        assertThat(note.values()).isEqualTo(1);
        assertThat(note.top()).containsExactly(new Facet.ValueCount("short", TRACES - TRACES / 3));
    }

    @Test
    void theyAreTheSameForASelectionAndInOneSegment() throws IOException {
        var selected = facets("trace.id LIKE 'tr-1%'");
        var before = facets("");
        IndexCare.compact(folder, (done, all) -> {});

        assertThat(selected.keySet()).isEqualTo(before.keySet());
        assertThat(facets("")).isEqualTo(before);
        assertThat(facets("trace.id LIKE 'tr-1%'")).isEqualTo(selected);
    }
}
