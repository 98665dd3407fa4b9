package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.FilterException;
import dev.trawl.query.Hit;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceScan;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every recorded case that MLflow's server answered with traces selects the same ones here, in the same order, through
 * the index and through the scan; but for the improvements of docs/filter-language.md, each of which stands with its
 * number and trawl's own answer in improved-cases.json.
 */
class RecordedCasesTest {
    @TempDir
    private static Path folder;

    private static final Map<String, String> NAMES = new HashMap<>();
    private static List<IndexedTrace> corpus = List.of();
    private static TraceSearch search;

    @BeforeAll
    static void indexCorpus() throws IOException {
        corpus = RecordedCase.corpus();
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : corpus) {
                NAMES.put(trace.id(), RecordedCase.name(trace));
                writer.put(trace);
            }
            writer.commit(Map.of());
        }
        search = TraceSearch.open(folder);
    }

    @AfterAll
    static void close() throws IOException {
        search.close();
    }

    static Stream<RecordedCase> answered() throws IOException {
        return RecordedCase.all().stream().filter(recorded -> recorded.error().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("answered")
    void theIndexAnswersAsTheServerOrBetter(RecordedCase recorded) throws IOException {
        assertThat(answer(() -> search.search(request(recorded)).hits().stream().map(Hit::traceId)))
                .isEqualTo(expected(recorded));
    }

    @ParameterizedTest
    @MethodSource("answered")
    void theScanAnswersAsTheServerOrBetter(RecordedCase recorded) throws IOException {
        assertThat(answer(() -> TraceScan.search(corpus, request(recorded), Clock.systemUTC()).stream()
                        .map(IndexedTrace::id)))
                .isEqualTo(expected(recorded));
    }

    static Stream<RecordedCase> refused() throws IOException {
        return RecordedCase.all().stream()
                .filter(recorded -> !recorded.error().isEmpty())
                .filter(recorded -> !recorded.error().contains("for parameter 'max_results'"));
    }

    /** Sizes of a page are left out: the command line refuses them, before there is a search. */
    @ParameterizedTest
    @MethodSource("refused")
    void whatTheServerRefusesIsRefusedInItsWordsUnderStrict(RecordedCase recorded) {
        assertThatThrownBy(() -> search.search(request(recorded).withStrict(true)))
                .isInstanceOf(FilterException.class)
                .hasMessage(recorded.error());
    }

    @Test
    void everyImprovedCaseReallyDiffersFromTheServer() throws IOException {
        var answered = answered().toList();
        for (var improved : improvedCases()) {
            var recorded = answered.stream()
                    .filter(each -> each.number() == improved.path("case").asInt())
                    .findFirst()
                    .orElseThrow();
            assertThat(recorded.filter()).isEqualTo(improved.path("filter").stringValue());
            assertThat(recorded.traces()).isNotEqualTo(texts(improved.path("traces")));
        }
    }

    private static SearchRequest request(RecordedCase recorded) {
        return SearchRequest.of(recorded.filter())
                .withOrderBy(recorded.orderBy())
                .withExperimentIds(recorded.experimentIds())
                .withLimit(recorded.maxResults());
    }

    private interface Answer {
        Stream<String> traceIds() throws IOException;
    }

    private static List<String> answer(Answer answer) throws IOException {
        try {
            return answer.traceIds().map(NAMES::get).toList();
        } catch (FilterException e) {
            return List.of("error: " + e.getMessage());
        }
    }

    private static List<String> expected(RecordedCase recorded) throws IOException {
        for (var improved : improvedCases()) {
            if (improved.path("case").asInt() == recorded.number()) {
                return texts(improved.path("traces"));
            }
        }
        return recorded.traces();
    }

    private static List<JsonNode> improvedCases() throws IOException {
        var bytes = Files.readAllBytes(Path.of("src/test/resources/dev/trawl/improved-cases.json"));
        return PythonJson.parse(bytes).valueStream().toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
