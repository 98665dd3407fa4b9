package dev.trawl.cli.bulk;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.explain.ExplanationJson;
import dev.trawl.cli.render.ProblemText;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchResult;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code trawl bulk}: one JSON line for each filter of a file, in the same order; the index is opened once. */
public final class BulkCommand implements Callable<Integer> {
    private static final double NANOS_PER_MS = 1e6;
    private static final double THOUSANDTHS = 1e3;

    private final Surroundings surroundings;

    private final Parameter<Path> file = Parameter.argument()
            .takes("FILE", "The filters in UTF-8; - for standard input.")
            .path();

    private final IndexOption index = new IndexOption();

    public BulkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("bulk");
        specification
                .usageMessage()
                .description(
                        "Run many filters over the index, one per line of a file.",
                        "",
                        "A line that begins with { is JSON: {\"filter\": \"…\", \"order_by\": [\"…\"], \"experiment_ids\": [\"…\"],"
                                + " \"max_results\": N, \"page_token\": \"…\", \"strict\": true, \"explain\": true}, all optional."
                                + " Every other line is a filter; a blank one selects all traces.",
                        "",
                        "For each line, one line of JSON: {\"filter\", \"count\", \"trace_ids\", \"took_ms\"} with the exact number of"
                                + " matching traces and their ids in result order (max_results of them, else all), or"
                                + " {\"filter\", \"error\"}. With \"explain\" there is also \"explanation\", what trawl"
                                + " explain --output json prints.")
                .footer(
                        "",
                        "Example:",
                        "  printf '%%s\\n' \"status = 'ERROR'\" \"span.name = 'search'\" | trawl bulk -");
        Parameter.addAll(specification, file, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        boolean complete = true;
        try (var search = index.open(surroundings);
                var lines = new ByteLines(open())) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                var answer = answer(search, line.get());
                complete &= !answer.has("error");
                surroundings.output().line(PythonJson.readable(answer));
                // Whoever feeds us line by line waits for each answer; a file does not.
                if (!lines.ready()) {
                    surroundings.output().flush();
                }
            }
        }
        return (complete ? ExitCode.SUCCESS : ExitCode.PARTIAL).number();
    }

    private InputStream open() throws IOException {
        var path = file.value();
        if (path.equals(Path.of("-"))) {
            return surroundings.input();
        }
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "it is a folder; name a file with filters");
        }
        return Files.newInputStream(path);
    }

    private static ObjectNode refusal(byte[] line, String reason) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("filter", BulkLine.filterOf(new String(line, StandardCharsets.UTF_8)))
                .put("error", reason);
    }

    private ObjectNode answer(TraceSearch search, byte[] line) throws IOException {
        BulkLine asked;
        try {
            asked = BulkLine.parse(line);
        } catch (UsageException e) {
            return refusal(line, String.valueOf(e.getMessage()));
        }
        var request = asked.request();
        var answer = JsonNodeFactory.instance.objectNode().put("filter", request.filter());
        long start = surroundings.nanoseconds().getAsLong();
        SearchResult result;
        long count;
        try {
            result = search.search(request);
            count = result.total().isPresent()
                    ? result.total().getAsLong()
                    : search.count(request, SearchListener.NONE);
        } catch (FilterException e) {
            return answer.put("error", ProblemText.inOneLine(e));
        }
        long nanoseconds = surroundings.nanoseconds().getAsLong() - start;
        answer.put("count", count);
        var ids = answer.putArray("trace_ids");
        result.hits().forEach(hit -> ids.add(hit.traceId()));
        answer.put("took_ms", Math.round(nanoseconds / NANOS_PER_MS * THOUSANDTHS) / THOUSANDTHS);
        if (asked.explain()) {
            answer.set("explanation", ExplanationJson.of(search.explain(request, false)));
        }
        return answer;
    }
}
