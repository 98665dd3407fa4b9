package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.index.IndexFormat;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceScan;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.bind.Binder;
import dev.trawl.query.lucene.FoundIds;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index that had enough traces to learn which phrases they have in common, and what it knows by them. */
class LearnedPhrasesTest {
    private static final Clock CLOCK = Clock.systemUTC();

    /** As many as an index learns from: the last of them is the first that has phrases. */
    private static final int LEARNED = 1_000;

    @TempDir
    static Path folder;

    private static final List<IndexedTrace> TRACES =
            IntStream.range(0, 2 * LEARNED).mapToObj(LearnedPhrasesTest::trace).toList();

    private static IndexedTrace trace(int number) {
        var text = "ticket INC-" + (100_000 + 7 * number)
                + (number % 3 == 0 ? " has been failing since " : " was closed ") + number;
        return SaidTraces.of(number, Instant.parse("2026-11-01T10:00:00Z"), Duration.ZERO, text);
    }

    @BeforeAll
    static void index() throws IOException {
        SaidTraces.index(folder, TRACES);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', textBlock = """
            FILTER                                          ~ FOUND ~ CERTAIN
            trace.text LIKE '%has been failing since%'      ~ 667   ~ 337
            trace.text ILIKE '%HAS Been failing%'           ~ 667   ~ 337
            trace.text LIKE '%s been fail%'                 ~ 667   ~ 337
            trace.text LIKE '%has been failing since 9%'    ~ 39    ~ 0
            trace.text RLIKE 'INC-[0-9]{6}'                 ~ 2000  ~ 1010
            trace.text RLIKE 'INC-\\d+ has'                 ~ 667   ~ 337
            # a digit of a phrase is any digit
            trace.text LIKE '%INC-1000%'                    ~ 15    ~ 0
            trace.text LIKE '%INC-000000%'                  ~ 0     ~ 0
            trace.text RLIKE 'INC-[0-4]{6}'                 ~ 161   ~ 0
            trace.text RLIKE 'INC-0+'                       ~ 0     ~ 0
            # where a phrase begins and ends, there need be no place
            trace.text RLIKE '^INC-'                        ~ 0     ~ 0
            trace.text RLIKE 'been failing$'                ~ 0     ~ 0
            # but a word does
            trace.text RLIKE 'has been failing\\b'          ~ 667   ~ 337
            trace.text RLIKE '\\bhas been failing since\\b' ~ 667   ~ 337
            trace.text RLIKE '\\Bas been failing since\\b' ~ 667   ~ 337
            trace.text RLIKE 'was closed \\d{3}\\b'        ~ 600   ~ 6
            """)
    void whatHasAPhraseIsKnownForCertain(String filter, int found, int certain) throws IOException {
        var all = SearchRequest.of(filter).withLimit(SearchRequest.ALL);
        assertThat(TraceScan.search(TRACES, all, CLOCK).size()).isEqualTo(found);
        try (var search = TraceSearch.open(folder);
                var reader = IndexFormat.openForReading(folder)) {
            assertThat(search.count(all, SearchListener.NONE)).isEqualTo(found);
            var condition = Binder.bind(filter, true, CLOCK);
            assertThat(FoundIds.of(reader, condition, new SessionAssessments(Stream::empty)))
                    .filteredOn(each -> each.effort().equals("THOROUGH"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.certain().size()).isEqualTo(certain));
        }
    }
}
