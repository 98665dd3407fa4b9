package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.index.IndexField;
import dev.trawl.index.IndexFormat;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.FilterException;
import dev.trawl.query.Hit;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceScan;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.bind.Binder;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.lucene.FoundIds;
import dev.trawl.query.parse.FilterParser;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.index.DirectoryReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The index against its dumb twin: a filter made from the data gives the same traces in the same order by a search of the
 * index and by a scan of all traces. What the compiled queries call possible holds all of them, and what they call certain
 * only such.
 * The filter printed and read again means the same.
 *
 * <p>{@code -Dtrawl.seed=7} runs one seed, {@code -Dtrawl.seeds=500} so many of them, {@code -Dtrawl.filters=1000} so many
 * filters with each, half as many of the sample.
 */
class IndexAgreesWithScanTest {
    private static final int FILTERS = Integer.getInteger("trawl.filters", 200);

    /** A server whose traces are gone. */
    private static final String GONE = "gone";

    @TempDir
    Path folder;

    /** The same for all bindings of a filter. */
    private final Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 3)) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void aFilterSelectsTheSameHostileTracesByIndexAndByScan(long seed) throws IOException {
        var random = new Random(seed);
        compare(new HostileTraces(random).traces(80), FILTERS, random);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void aFilterSelectsTheSameSampleTracesByIndexAndByScan(long seed) throws IOException {
        var random = new Random(seed);
        var traces = sampleTraces();
        Collections.shuffle(traces, random);
        compare(traces.subList(0, 50), FILTERS / 2, random);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void aFilterSelectsTheSameWhereTheIndexHasLearnedPhrases(long seed) throws IOException {
        var random = new Random(seed);
        var hostile = new HostileTraces(random);
        var experiments = learnPhrases(hostile);
        var traces = hostile.traces(80);
        index(traces, random);
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var experiment : experiments) {
                writer.dropDeleted(GONE, experiment);
            }
            writer.commit(Map.of());
        }
        try (var reader = IndexFormat.openForReading(folder)) {
            assertThat(reader.numDocs()).isEqualTo(traces.size());
            assertThat(reader.getDocCount(IndexField.TEXT_PHRASES)).isGreaterThan(20);
        }
        compareIndexed(traces, FILTERS, random);
    }

    /** Indexes more traces than an index learns phrases from; their experiments. */
    private Set<String> learnPhrases(HostileTraces hostile) throws IOException {
        var experiments = new HashSet<String>();
        try (var writer = TraceIndexWriter.open(folder)) {
            for (int i = 0; i < 1_100; i++) {
                var trace = hostile.trace("gone-" + i).trace();
                experiments.add(trace.info().experimentId());
                writer.put(new IndexedTrace(trace, Provenance.of(GONE).deletedAt(1)));
            }
            writer.commit(Map.of());
        }
        return experiments;
    }

    private void compare(List<IndexedTrace> traces, int number, Random random) throws IOException {
        index(traces, random);
        compareIndexed(traces, number, random);
    }

    private void compareIndexed(List<IndexedTrace> traces, int number, Random random) throws IOException {
        int matching = 0;
        int refused = 0;
        int certain = 0;
        int narrowed = 0;
        try (var search = TraceSearch.open(folder);
                var reader = IndexFormat.openForReading(folder)) {
            var filters = new AimedFilters(traces, random);
            for (int i = 0; i < number; i++) {
                var request = filters.request();
                var scanned = scanned(traces, request);
                assertThat(searched(search, request)).as("%s", request).isEqualTo(scanned.answer());
                if (scanned.refused()) {
                    refused++;
                    continue;
                }
                var condition = meaning(request.filter());
                assertThat(meaning(printed(request.filter())))
                        .as("%s", request.filter())
                        .isEqualTo(condition);
                matching += scanned.all().isEmpty() ? 0 : 1;
                for (var found : found(reader, condition, traces, request)) {
                    assertThat(found.possible())
                            .as("%s possible for %s", found.effort(), request)
                            .containsAll(scanned.all());
                    assertThat(scanned.all())
                            .as("%s certain for %s", found.effort(), request)
                            .containsAll(found.certain());
                    certain += found.certain().isEmpty() ? 0 : 1;
                    narrowed += found.possible().size() < traces.size() ? 1 : 0;
                }
            }
        }
        assertThat(matching).as("filters that select some trace").isGreaterThan(number * 2 / 5);
        assertThat(refused).as("filters that mean nothing").isLessThan(number / 10);
        assertThat(certain).as("queries that need no check for some trace").isGreaterThan(number / 5);
        assertThat(narrowed).as("queries that leave traces out").isGreaterThan(number * 2 / 3);
    }

    /** Writes the traces in several commits, some of them in an earlier version first. */
    private void index(List<IndexedTrace> traces, Random random) throws IOException {
        var earlier = new HostileTraces(random);
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : traces) {
                if (random.nextInt(3) == 0) {
                    writer.put(earlier.trace(trace.id()));
                }
            }
            writer.commit(Map.of());
            var shuffled = new ArrayList<>(traces);
            Collections.shuffle(shuffled, random);
            for (var trace : shuffled) {
                writer.put(trace);
                if (random.nextInt(25) == 0) {
                    writer.commit(Map.of());
                }
            }
            writer.commit(Map.of());
        }
    }

    /**
     * What a search gives.
     *
     * @param page ids in order, or what is wrong with the request
     * @param total how many there are in all, -1 for none because the request was refused
     */
    private record Answer(List<String> page, long total) {}

    /**
     * What a scan gives.
     *
     * @param all ids of the traces on all pages
     */
    private record Scanned(Answer answer, List<String> all) {
        boolean refused() {
            return answer.total() < 0;
        }
    }

    private static Answer searched(TraceSearch search, SearchRequest request) throws IOException {
        try {
            var result = search.search(request);
            return new Answer(
                    result.hits().stream().map(Hit::traceId).toList(), search.count(request, SearchListener.NONE));
        } catch (FilterException e) {
            return refusal(e);
        }
    }

    private Scanned scanned(List<IndexedTrace> traces, SearchRequest request) {
        try {
            var everything = request.withOffset(0).withLimit(SearchRequest.ALL);
            var all = TraceScan.search(traces, everything, clock).stream()
                    .map(IndexedTrace::id)
                    .toList();
            var page = all.stream()
                    .skip(request.offset())
                    .limit(request.limit() == SearchRequest.ALL ? Long.MAX_VALUE : request.limit())
                    .toList();
            return new Scanned(new Answer(page, all.size()), all);
        } catch (FilterException e) {
            return new Scanned(refusal(e), List.of());
        }
    }

    private static Answer refusal(FilterException e) {
        return new Answer(e.problems().stream().map(Object::toString).toList(), -1);
    }

    private static List<FoundIds> found(
            DirectoryReader reader, Condition condition, List<IndexedTrace> traces, SearchRequest request)
            throws IOException {
        var within = traces.stream()
                .map(trace -> trace.trace().info())
                .filter(info -> request.experimentIds().isEmpty()
                        || request.experimentIds().contains(info.experimentId()))
                .toList();
        var ids = within.stream().map(TraceInfo::traceId).collect(Collectors.toSet());
        return FoundIds.of(reader, condition, new SessionAssessments(within::stream)).stream()
                .map(found -> found.within(ids))
                .toList();
    }

    private Condition meaning(String filter) {
        return Binder.bind(filter, true, clock);
    }

    private static String printed(String filter) {
        return FilterParser.parse(filter, true).filter().toString();
    }

    private static List<IndexedTrace> sampleTraces() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of("../sample-data/traces.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> IndexedTraceJson.read(PythonJson.parse(line)))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }
}
