package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.Hit;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceScan;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages that begin with what a few terms tell and go on with what the dictionary tells: all traces have the trigrams of the words that
 * are looked for, few have the words.
 */
class PagesOfTwoEffortsTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");

    @TempDir
    static Path folder;

    private static final List<IndexedTrace> TRACES =
            IntStream.range(0, 1_200).mapToObj(PagesOfTwoEffortsTest::trace).toList();

    private static IndexedTrace trace(int number) {
        var text = "time homeo eou out reticle retry " + (number % 20 == 3 ? "Timeout, then a retry" : "");
        return SaidTraces.of(number, FIRST.plusSeconds(number / 3), Duration.ofMillis(number * 7_919 % 1_200), text);
    }

    @BeforeAll
    static void index() throws IOException {
        SaidTraces.index(folder, TRACES);
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp_ms DESC, 0, 40",
        "timestamp_ms DESC, 0, 60",
        "timestamp_ms DESC, 0, 100",
        "timestamp_ms DESC, 25, 20",
        "execution_time_ms, 0, 40",
        "execution_time_ms, 25, 100"
    })
    void theyHaveEachTraceOnceAndInOrder(String order, int offset, int limit) throws IOException {
        var request = SearchRequest.of("trace.text RLIKE '(?i)timeout.+retry'").withOrderBy(List.of(order));
        var all = TraceScan.search(TRACES, request.withLimit(SearchRequest.ALL), CLOCK).stream()
                .map(IndexedTrace::id)
                .toList();
        assertThat(all).hasSize(60);
        try (var search = TraceSearch.open(folder)) {
            var first = search.search(request.withOffset(offset).withLimit(limit));
            assertThat(first.total().orElse(all.size())).isEqualTo(all.size());
            var seen = new ArrayList<>(first.hits());
            for (var next = first.next(); next.isPresent(); ) {
                var page = search.search(request.withAfter(next.get()).withLimit(limit));
                seen.addAll(page.hits());
                next = page.next();
            }
            assertThat(seen.stream().map(Hit::traceId)).containsExactlyElementsOf(all.subList(offset, all.size()));
        }
    }
}
