package dev.trawl.cli.traces;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.paging.PageToken;
import dev.trawl.cli.render.FieldPath;
import dev.trawl.cli.render.FieldProblems;
import dev.trawl.cli.render.TraceTable;
import dev.trawl.cli.render.TracesDocument;
import dev.trawl.cli.search.ExplainedSearch;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code trawl traces search}: {@code mlflow traces search} from the index, with its flags, defaults and output
 * (mlflow/cli/traces.py:151-376, 3.17.2). What MLflow's client adds on the way (mlflow/tracing/client.py:339-413) is
 * added here: the filters of {@code --run-id} and {@code --model-id}, the paging.
 *
 * <p>It differs on purpose in three places: traces whose spans the server does not store are shown, durations are shown,
 * and the result keeps its order.
 */
@Command(
        name = "search",
        description = "Search the traces of one experiment with the flags of mlflow traces search.",
        footer = {
            "",
            "Examples:",
            "  trawl traces search --experiment-id 1",
            "  trawl traces search -x 1 --filter-string \"status = 'ERROR'\" --output json",
            "  trawl traces search -x 1 --extract-fields \"info.trace_id,info.tags.`mlflow.traceName`\""
        })
final class TracesSearchCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = {"--experiment-id", "-x"},
            paramLabel = "ID",
            description = "Which experiment. Default: MLFLOW_EXPERIMENT_ID; required without it.")
    private Optional<String> experimentId = Optional.empty();

    @Option(
            names = "--filter-string",
            paramLabel = "FILTER",
            description = "Which traces, in MLflow's language or trawl's.")
    private String filter = "";

    @Option(names = "--max-results", paramLabel = "N", description = "Traces at most, up to 500. Default: 100.")
    private int maxResults = 100;

    @Option(
            names = "--order-by",
            paramLabel = "CLAUSES",
            description = "Comma-separated fields to order by, such as 'timestamp_ms DESC, status'.")
    private String orderBy = "";

    @Option(names = "--page-token", paramLabel = "TOKEN", description = "Token of an earlier search's next page.")
    private String pageToken = "";

    @Option(names = "--run-id", paramLabel = "ID", description = "Only traces of this run; added to the filter.")
    private String runId = "";

    @Option(
            names = "--include-spans",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether JSON output holds the spans. Default: it does.")
    private boolean includeSpans;

    @Option(names = "--model-id", paramLabel = "ID", description = "Only traces of this model; not with a filter.")
    private Optional<String> modelId = Optional.empty();

    @Option(names = "--sql-warehouse-id", paramLabel = "ID", description = "Ignored: an index has no SQL warehouse.")
    private Optional<String> sqlWarehouseId = Optional.empty();

    @Option(names = "--output", paramLabel = "FORMAT", description = "table (default) or json.")
    private MlflowFormat format = MlflowFormat.TABLE;

    @Option(
            names = "--extract-fields",
            paramLabel = "PATHS",
            description = "Comma-separated paths of the fields to show, such as info.trace_id, info.assessments.*,"
                    + " data.spans.*.name; backticks around names with dots: info.tags.`mlflow.traceName`.")
    private String extractFields = "";

    @Option(names = "--verbose", description = "When a field does not exist, list all that do.")
    private boolean verbose;

    @Mixin
    private IndexOption index = new IndexOption();

    TracesSearchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (sqlWarehouseId.isPresent()) {
            surroundings.tell("trawl: --sql-warehouse-id is ignored, an index has no SQL warehouse");
        }
        var experiment = experimentId
                .or(() -> surroundings.variable("MLFLOW_EXPERIMENT_ID"))
                .orElseThrow(() -> new UsageException("Missing option '--experiment-id' / '-x'."));
        var page = page(experiment);
        var fields = extractFields.isEmpty() ? List.<FieldPath>of() : FieldPath.list(extractFields);
        if (!page.traces().isEmpty()) {
            var first = TraceJson.write(page.traces().getFirst());
            FieldProblems.of(fields, first, verbose).ifPresent(problem -> {
                throw new UsageException(problem);
            });
        }
        switch (format) {
            case TABLE -> table(page, fields);
            case JSON -> json(page, fields);
        }
        return ExitCode.SUCCESS.number();
    }

    private void table(Page page, List<FieldPath> fields) {
        var table =
                fields.isEmpty() ? TraceTable.standard(page.traces()) : TraceTable.withFields(page.traces(), fields);
        surroundings.output().line(table);
        page.next().ifPresent(token -> surroundings.output().line("\nNext page token: " + token));
    }

    private void json(Page page, List<FieldPath> fields) {
        var document = new TracesDocument(surroundings.output());
        for (var trace : page.traces()) {
            if (fields.isEmpty()) {
                document.add(trace);
            } else {
                document.add(trace, fields);
            }
        }
        document.finish(page.next());
    }

    /** What one call shows, with the token of the rest as MLflow would give it. */
    private record Page(List<Trace> traces, Optional<String> next) {}

    private Page page(String experiment) throws IOException {
        var wanted = MlflowFilter.of(filter, runId, modelId);
        if (maxResults <= 0) {
            // MLflow's client then never asks the server and hands the token back (mlflow/tracing/client.py:390).
            return new Page(List.of(), Optional.of(pageToken).filter(token -> !token.isEmpty()));
        }
        MaxResults.check(maxResults);
        var start = PageToken.parse(pageToken);
        var request =
                new SearchRequest(wanted, clauses(), List.of(experiment), start.tracesBefore(), maxResults, false);
        try (var search = TraceSearch.open(index.folder(surroundings))) {
            var hits = ExplainedSearch.run(search, request, surroundings).hits();
            var traces = new ArrayList<Trace>();
            for (var hit : hits) {
                var trace = search.load(hit).trace();
                traces.add(includeSpans ? trace : new Trace(trace.info(), List.of(), trace.unknown()));
            }
            // A full page always has a successor, even an empty one (semantics of MLflow's store).
            var next = hits.size() == maxResults ? Optional.of(start.after(maxResults)) : Optional.<PageToken>empty();
            return new Page(traces, next.map(PageToken::toString));
        }
    }

    /** Split at every comma, as MLflow does. */
    private List<String> clauses() {
        return orderBy.isEmpty()
                ? List.of()
                : Stream.of(orderBy.split(",", -1)).map(String::strip).toList();
    }
}
