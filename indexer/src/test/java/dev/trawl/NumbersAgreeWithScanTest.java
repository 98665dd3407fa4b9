package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceScan;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.stats.Facet;
import dev.trawl.query.stats.Facet.ValueCount;
import dev.trawl.query.stats.Facets;
import dev.trawl.query.stats.Stats;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.Trace;
import dev.trawl.trace.Wtf8;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Groups and facets of the index against their dumb twin, which looks at every trace ({@link ScannedNumbers}), over random
 * fields, filters and metrics that are made from the data.
 *
 * <p>{@code -Dtrawl.seed=7} runs one seed, {@code -Dtrawl.seeds=500} so many of them.
 */
class NumbersAgreeWithScanTest {
    private static final int REQUESTS = 40;
    private static final List<String> NUMBERS = List.of(
            "duration",
            "timestamp_ms",
            "tokens",
            "input_tokens",
            "cost",
            "span_count",
            "error_count",
            "feedback.score",
            "feedback.groundedness",
            "metadata.turn",
            "span.duration_ms",
            "span.start_ms",
            "span.attributes.temperature",
            "span.attributes.`mlflow.chat.tokenUsage`.total_tokens");
    private static final List<String> AGGREGATES = List.of("p50", "p95", "p99", "avg", "sum", "min", "max");
    private static final List<String> FIELDS = List.of(
            "status",
            "name",
            "user",
            "session",
            "experiment_id",
            "span.name",
            "span.type",
            "span.status",
            "span.model",
            "tag.intent",
            "metadata.region",
            "feedback.thumbs",
            "span.attributes.model",
            "run_id",
            "span_count");

    @TempDir
    Path folder;

    private final Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 2)) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void groupsOfHostileTracesAreThoseThatAScanMakes(long seed) throws IOException {
        var random = new Random(seed);
        compareGroups(new HostileTraces(random).traces(40), random);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void groupsOfSampleTracesAreThoseThatAScanMakes(long seed) throws IOException {
        var random = new Random(seed);
        compareGroups(someSampleTraces(random), random);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void facetsCountTheValuesThatAScanFinds(long seed) throws IOException {
        var random = new Random(seed);
        for (var traces : List.of(sampleTraces(), new HostileTraces(random).traces(40))) {
            index(traces, random);
            try (var search = TraceSearch.open(folder)) {
                compareFacets(search, traces, SearchRequest.of(""));
                compareFacets(search, traces, SearchRequest.of("status = 'ERROR' OR trace.text LIKE '%a%'"));
            }
        }
    }

    @Test
    void ofADottedKeyTheFirstReadingCountsThatASpanHas() throws IOException {
        var attributes = List.of(
                Map.of("a.b", "{\"c\": 1}"),
                Map.of("a", "{\"b\": {\"c\": 2}}"),
                Map.of("a.b", "{\"c\": 3}", "a", "{\"b\": {\"c\": 4}}"),
                Map.of("a.b", "{\"d\": 5}", "a", "{\"b\": {\"c\": 6}}"),
                Map.of("a.b.c", "7", "a.b", "{\"c\": 8}"),
                Map.of("temperature", "0.5"));
        var some = sampleTraces().stream()
                .filter(trace -> !trace.trace().spans().isEmpty())
                .findFirst();
        index(List.of(withSpans(some.orElseThrow(), attributes)), new Random(1));
        try (var search = TraceSearch.open(folder)) {
            var request = new StatsRequest(
                    SearchRequest.of(""), Optional.of(""), List.of("span.attributes.a.b.c"), List.of("count"));
            var groups = search.numbers().stats(request, SearchListener.NONE).groups();
            assertThat(groups.stream()
                            .collect(Collectors.toMap(
                                    group -> group.key().getFirst().orElse("none"), Stats.Group::count)))
                    .isEqualTo(Map.of("1", 1L, "2", 1L, "3", 1L, "7", 1L, "none", 2L));
        }
    }

    /** A trace with a span for each set of attributes. */
    private static IndexedTrace withSpans(IndexedTrace trace, List<Map<String, String>> attributes) {
        var like = trace.trace().spans().getFirst();
        var spans = attributes.stream()
                .map(own -> new Span(
                        like.traceId(),
                        "id" + own,
                        Optional.empty(),
                        like.name(),
                        like.startTimeUnixNano(),
                        like.endTimeUnixNano(),
                        List.of(),
                        like.statusCode(),
                        like.statusMessage(),
                        own,
                        List.of(),
                        Map.of()))
                .toList();
        return new IndexedTrace(new Trace(trace.trace().info(), spans, Map.of()), trace.provenance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"span.inputs", "span.parent_id"})
    void aListenerEndsACountThatHasToReadTraces(String field) throws IOException {
        index(sampleTraces(), new Random(1));
        var request = new StatsRequest(SearchRequest.of(""), Optional.empty(), List.of(field), List.of("count"));
        var ending = new SearchListener() {
            @Override
            public void checking(Progress progress) {}

            @Override
            public void reading(long traces) {
                throw new IllegalStateException("after " + (traces > 0 ? "some" : "no") + " traces");
            }
        };
        try (var search = TraceSearch.open(folder)) {
            assertThatThrownBy(() -> search.numbers().stats(request, ending)).hasMessage("after some traces");
        }
    }

    private void compareGroups(List<IndexedTrace> traces, Random random) throws IOException {
        index(traces, random);
        int counted = 0;
        int refused = 0;
        try (var search = TraceSearch.open(folder)) {
            for (int i = 0; i < REQUESTS; i++) {
                var request = request(traces, random);
                Stats stats;
                try {
                    stats = search.numbers().stats(request, SearchListener.NONE);
                } catch (FilterException e) {
                    refused++;
                    continue;
                }
                var scanned = new ScannedNumbers(scanned(traces, request.traces()), sessions(traces, request), clock);
                assertThat(stats.groups())
                        .as("%s", request)
                        .containsExactlyInAnyOrderElementsOf(scanned.groups(request, stats));
                assertThat(stats.total()).as("%s", request).isEqualTo(scanned.total(request, stats));
                counted += stats.groups().size() > 1 ? 1 : 0;
            }
        }
        assertThat(counted).as("requests with several groups").isGreaterThan(REQUESTS / 4);
        assertThat(refused).as("requests that mean nothing").isLessThan(REQUESTS / 2);
    }

    private static StatsRequest request(List<IndexedTrace> traces, Random random) {
        var filters = new AimedFilters(traces, random);
        var by = Stream.generate(() -> field(traces, random))
                .limit(random.nextInt(4))
                .toList();
        var metrics = Stream.generate(() -> metric(traces, random))
                .limit(1 + random.nextInt(3))
                .toList();
        var spans = random.nextInt(3) == 0 ? Optional.of(spans(filters, random)) : Optional.<String>empty();
        var selected = random.nextInt(3) == 0 ? filters.request() : SearchRequest.of("");
        return new StatsRequest(selected.withOrderBy(List.of()), spans, by, metrics);
    }

    private static String spans(AimedFilters filters, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "span.type = 'LLM' OR NOT span.status = 'OK'";
            case 2 -> "span.name LIKE '%a%'";
            default -> filters.filter();
        };
    }

    private static String field(List<IndexedTrace> traces, Random random) {
        return random.nextBoolean() ? pick(FIELDS, random) : aimed(traces, random);
    }

    private static String aimed(List<IndexedTrace> traces, Random random) {
        var trace = pick(traces, random);
        var spans = trace.trace().spans();
        var span = spans.isEmpty() ? Optional.<Span>empty() : Optional.of(pick(spans, random));
        return new AimedSubjects(random).of(new AimedSubjects.Aim(trace, span)).key();
    }

    private static String metric(List<IndexedTrace> traces, Random random) {
        if (random.nextInt(3) == 0) {
            return "count";
        }
        var field = random.nextInt(5) == 0 ? aimed(traces, random) : pick(NUMBERS, random);
        return pick(AGGREGATES, random) + " of " + field;
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void compareFacets(TraceSearch search, List<IndexedTrace> traces, SearchRequest request)
            throws IOException {
        var facets = search.numbers().facets(request, Integer.MAX_VALUE, SearchListener.NONE);
        var selected = scanned(traces, request);
        assertThat(facets.total()).isEqualTo(selected.size());
        assertThat(facets.facets()).isNotEmpty();
        var scan = new ScannedNumbers(
                selected,
                sessions(traces, new StatsRequest(request, Optional.empty(), List.of(), List.of("count"))),
                clock);
        for (var facet : facets.facets()) {
            var expected = scan.values(BoundField.named(facet.field()));
            assertThat(shown(facet)).as("%s of %s", facet.field(), request).isEqualTo(expected.counts());
            assertThat(facet.traces()).as("%s of %s", facet.field(), request).isEqualTo(expected.traces());
        }
        compareTops(facets, search.numbers().facets(request, 3, SearchListener.NONE));
    }

    private static void compareTops(Facets all, Facets few) {
        var mostFrequentFirst = Comparator.comparingLong(ValueCount::traces)
                .reversed()
                .thenComparing(value -> new BytesRef(Wtf8.encode(value.value())));
        assertThat(few.facets()).hasSameSizeAs(all.facets());
        for (int i = 0; i < few.facets().size(); i++) {
            var facet = all.facets().get(i);
            var expected =
                    facet.top().stream().sorted(mostFrequentFirst).limit(3).toList();
            assertThat(few.facets().get(i).top()).as(facet.field()).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void differencesAreConditionsThatSoManyTracesOfEachSelectionSatisfy(long seed) throws IOException {
        var random = new Random(seed);
        index(sampleTraces(), random);
        int compared = 0;
        try (var search = TraceSearch.open(folder)) {
            for (var filter : List.of("status = 'ERROR'", "feedback.thumbs = 'down'", "tag.intent = 'refund'")) {
                var request = SearchRequest.of(filter);
                var comparison = search.numbers().compare(request, Optional.empty(), SearchListener.NONE);
                for (var difference : comparison.differences()) {
                    var inA = request.withFilter("(" + filter + ") AND (" + difference.condition() + ")");
                    var inB = request.withFilter("NOT (" + filter + ") AND (" + difference.condition() + ")");
                    assertThat(List.of(difference.a(), difference.b()))
                            .as("%s | %s", filter, difference.condition())
                            .containsExactly(
                                    search.count(inA, SearchListener.NONE), search.count(inB, SearchListener.NONE));
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    /** Two values that only their type tells apart count together. */
    private static Map<String, Long> shown(Facet facet) {
        var counts = new HashMap<String, Long>();
        facet.top().forEach(value -> counts.merge(value.value(), value.traces(), Long::sum));
        return counts;
    }

    private List<IndexedTrace> scanned(List<IndexedTrace> traces, SearchRequest request) {
        return TraceScan.search(traces, request.withOffset(0).withLimit(SearchRequest.ALL), clock);
    }

    private static SessionAssessments sessions(List<IndexedTrace> traces, StatsRequest request) {
        var experiments = request.traces().experimentIds();
        return new SessionAssessments(() -> traces.stream()
                .map(trace -> trace.trace().info())
                .filter(info -> experiments.isEmpty() || experiments.contains(info.experimentId())));
    }

    private void index(List<IndexedTrace> traces, Random random) throws IOException {
        var shuffled = new ArrayList<>(traces);
        Collections.shuffle(shuffled, random);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : shuffled) {
                if (random.nextInt(4) == 0) {
                    writer.put(new HostileTraces(random).trace(trace.id()));
                }
                if (random.nextInt(20) == 0) {
                    writer.commit(Map.of());
                }
                writer.put(trace);
            }
            writer.commit(Map.of());
        }
    }

    private static List<IndexedTrace> someSampleTraces(Random random) throws IOException {
        var traces = sampleTraces();
        Collections.shuffle(traces, random);
        return traces.subList(0, 40);
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
