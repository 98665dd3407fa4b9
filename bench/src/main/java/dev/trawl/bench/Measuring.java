package dev.trawl.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.StatsRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A process that holds one index open and, for each line of JSON on standard input, does what it says and answers with a
 * line. The line has {@code do} and, but for {@code memory}, {@code filter}:
 *
 * <ul>
 *   <li>{@code first}: the newest 100 traces, {@code runs} times
 *   <li>{@code count}: the exact number of traces, {@code runs} times
 *   <li>{@code stats}, {@code histogram}, {@code facets}, {@code compare}: what the commands of that name work out, {@code
 *       runs} times; {@code stats} takes {@code by}, {@code metrics} and {@code spans}, {@code compare} the {@code other}
 *       filter
 *   <li>{@code ids}: the number and the digest ({@link IdSet}) of all traces found, not timed
 *   <li>{@code memory}: bytes of live objects
 * </ul>
 *
 * <p>What was run several times is answered with {@code ms}, a list of milliseconds, {@code processor_ms}, what all
 * threads together spent in the same runs, and {@code found}, traces.
 */
public final class Measuring {
    /** Values of each key, as trawl facets shows them. */
    private static final int TOP = 5;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final ObjectMapper JSON = JsonMapper.shared();

    private final TraceSearch search;

    private Measuring(TraceSearch search) {
        this.search = search;
    }

    /** Measures the index in the folder that is the only argument, until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (var search = TraceSearch.open(Path.of(arguments[0]))) {
            var measuring = new Measuring(search);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(measuring.answer(JSON.readTree(line)));
            }
        }
    }

    private ObjectNode answer(JsonNode asked) throws IOException {
        var request = SearchRequest.of(asked.path("filter").asString(""));
        int runs = asked.path("runs").asInt(1);
        try {
            return switch (asked.path("do").asString()) {
                case "first" -> timed(runs, () -> search.search(request).hits().size());
                case "count" -> timed(runs, () -> search.count(request, SearchListener.NONE));
                case "stats" ->
                    timed(
                            runs,
                            () -> search.numbers()
                                    .stats(stats(request, asked), SearchListener.NONE)
                                    .total());
                case "histogram" ->
                    timed(
                            runs,
                            () -> search.numbers()
                                    .histogram(stats(request, asked), Optional.empty(), SearchListener.NONE)
                                    .map(histogram -> (long) histogram.bars().size())
                                    .orElse(0L));
                case "facets" ->
                    timed(
                            runs,
                            () -> search.numbers()
                                    .facets(request, TOP, SearchListener.NONE)
                                    .facets()
                                    .size());
                case "compare" ->
                    timed(
                            runs,
                            () -> search.numbers()
                                    .compare(request, other(request, asked), SearchListener.NONE)
                                    .differences()
                                    .size());
                case "ids" -> ids(request);
                case "memory" -> JSON.createObjectNode().put("live", liveBytes());
                default -> throw new IllegalArgumentException("nobody knows how to do this: " + asked);
            };
        } catch (FilterException e) {
            return JSON.createObjectNode()
                    .put("refused", e.problems().getFirst().message());
        }
    }

    private static Optional<SearchRequest> other(SearchRequest request, JsonNode asked) {
        return asked.path("other").asStringOpt().map(request::withFilter);
    }

    private static StatsRequest stats(SearchRequest request, JsonNode asked) {
        var metrics = texts(asked.path("metrics"));
        return new StatsRequest(
                request,
                asked.path("spans").asStringOpt(),
                texts(asked.path("by")),
                metrics.isEmpty() ? List.of("count") : metrics);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private interface Work {
        long run() throws IOException;
    }

    private static ObjectNode timed(int runs, Work work) throws IOException {
        var answer = JSON.createObjectNode();
        var times = answer.putArray("ms");
        var processor = answer.putArray("processor_ms");
        long found = 0;
        for (int i = 0; i < runs; i++) {
            long spent = PROCESS.getProcessCpuTime();
            long began = System.nanoTime();
            found = work.run();
            times.add((System.nanoTime() - began) / 1e6);
            processor.add((PROCESS.getProcessCpuTime() - spent) / 1e6);
        }
        return answer.put("found", found);
    }

    private ObjectNode ids(SearchRequest request) throws IOException {
        var ids = new IdSet();
        search.search(request.withLimit(SearchRequest.ALL)).hits().forEach(hit -> ids.add(hit.traceId()));
        return ids.describedIn(JSON.createObjectNode());
    }

    private static long liveBytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
