package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.Hit;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SearchResult;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that follow one another by their position, while the index changes between them. */
class PagesStayPutTest {
    @TempDir
    Path folder;

    private final HostileTraces generator = new HostileTraces(new Random(7));

    @ParameterizedTest
    @ValueSource(
            strings = {"timestamp_ms DESC", "timestamp_ms", "execution_time_ms DESC", "name", "tag.env DESC", "trace_id"
            })
    void noTraceIsShownTwiceOrLeftOutWhileOthersCome(String order) throws IOException {
        var traces = generator.traces(60);
        var late = traces.subList(40, 60);
        write(traces.subList(0, 40));
        var before = ids(page(SearchRequest.of("").withOrderBy(List.of(order)).withLimit(SearchRequest.ALL)));

        var seen = new ArrayList<String>();
        var request = SearchRequest.of("").withOrderBy(List.of(order)).withLimit(7);
        for (int i = 0; ; i++) {
            var result = page(request);
            seen.addAll(ids(result));
            if (result.next().isEmpty()) {
                break;
            }
            request = request.withAfter(result.next().get());
            write(late.subList(Math.min(20, 4 * i), Math.min(20, 4 * i + 4)));
        }

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(before::contains)).containsExactlyElementsOf(before);
    }

    private void write(List<IndexedTrace> traces) throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : traces) {
                writer.put(trace);
            }
            writer.commit(Map.of());
        }
    }

    private SearchResult page(SearchRequest request) throws IOException {
        try (var search = TraceSearch.open(folder)) {
            return search.search(request);
        }
    }

    private static List<String> ids(SearchResult result) {
        return Stream.of(result)
                .flatMap(page -> page.hits().stream())
                .map(Hit::traceId)
                .toList();
    }
}
