package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.Facet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener hears of facets and comparisons all the time, and may end them whenever it hears of them. */
class EndedCountsTest {
    private static final SearchRequest ALL = SearchRequest.of("");

    /** Among the traces. */
    private static final int JUDGED_SESSIONS = 6;

    @TempDir
    Path folder;

    @BeforeEach
    void writeIndex() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : new HostileTraces(new Random(1)).traces(60)) {
                writer.put(trace);
            }
            writer.commit(Map.of());
        }
    }

    interface Count {
        void run(TraceSearch search, SearchListener listener) throws IOException;
    }

    private static final Count FACETS = (search, listener) -> search.numbers().facets(ALL, 3, listener);

    private static final Count COMPARISON = (search, listener) ->
            search.numbers().compare(SearchRequest.of("status = 'ERROR'"), Optional.empty(), listener);

    /** Ends a count at a word; -1 for never. */
    private static final class Ending implements SearchListener {
        private final int last;
        private int words;

        Ending(int last) {
            this.last = last;
        }

        @Override
        public void checking(Progress progress) {}

        @Override
        public void reading(long traces) {
            if (words++ == last) {
                throw new IllegalStateException("ended at word " + last);
            }
        }
    }

    private static List<Count> counts() {
        return List.of(FACETS, COMPARISON);
    }

    @ParameterizedTest
    @MethodSource("counts")
    void anyWordMayEndACount(Count count) throws IOException {
        try (var search = TraceSearch.open(folder)) {
            count.run(search, SearchListener.NONE); // reads the columns, which is done once
            var never = new Ending(-1);
            count.run(search, never);
            for (int i = 0; i < never.words; i += 20) {
                var ending = new Ending(i);
                assertThatThrownBy(() -> count.run(search, ending)).hasMessage("ended at word " + i);
            }
            assertThat(never.words).isGreaterThan(10);
        }
    }

    @Test
    void columnsThatHaveToBeReadAreHeardOfOneByOne() throws IOException {
        int withReading = words(FACETS);
        int facets = words(FACETS);
        int comparison = words(COMPARISON);
        int columns = withReading - facets;

        var fields = fields();
        assertThat(columns).as("each key that is read, and the spans").isGreaterThan((int)
                fields.stream().filter(field -> !field.startsWith("span.")).count());
        assertThat(facets).as("each column again").isEqualTo(fields.size() + JUDGED_SESSIONS);
        assertThat(comparison).as("six numbers of each side, too").isGreaterThanOrEqualTo(facets + 12);
    }

    private List<String> fields() throws IOException {
        try (var search = TraceSearch.open(folder)) {
            return search.numbers().facets(ALL, 3, SearchListener.NONE).facets().stream()
                    .map(Facet::field)
                    .toList();
        }
    }

    private int words(Count count) throws IOException {
        var listener = new Ending(-1);
        try (var search = TraceSearch.open(folder)) {
            count.run(search, listener);
        }
        return listener.words;
    }
}
