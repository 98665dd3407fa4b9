package dev.trawl.cli.search;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.paging.PageToken;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SearchResult;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trawl search}: the traces that a filter selects, newest first. */
@Command(
        name = "search",
        description = {
            "Find the traces that a filter selects, newest first.",
            "",
            "The filter language is MLflow's, and more: docs/filter-language.md. Without a filter, all traces."
        },
        footer = {
            "",
            "Examples:",
            "  trawl search \"status = 'ERROR'\"",
            "  trawl search \"trace.text LIKE '%%timeout%%' AND execution_time_ms > 5000\"",
            "  trawl search \"span.name = 'search' AND span.status = 'ERROR'\" --count",
            "  trawl search \"tag.env = 'prod'\" --order-by 'execution_time_ms DESC' --limit 10",
            "  trawl search \"feedback.quality = 'bad'\" --limit 0 --output ids"
        })
public final class SearchCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "FILTER", description = "Which traces. Quote it for the shell.")
    private String filter = "";

    @Option(
            names = {"-x", "--experiment-id"},
            paramLabel = "ID",
            split = ",",
            description = "Search this experiment only; may be repeated. Default: all experiments.")
    private List<String> experimentIds = new ArrayList<>();

    @Option(
            names = "--order-by",
            paramLabel = "CLAUSES",
            description = "Comma-separated fields, each perhaps with ASC or DESC; may be repeated."
                    + " Default: timestamp_ms DESC.")
    private List<String> orderBy = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "Traces at most; 0 for all. Default: ${DEFAULT-VALUE}.")
    private int limit = 100;

    @Option(names = "--offset", paramLabel = "N", description = "Leave out the first N traces.")
    private Optional<Integer> offset = Optional.empty();

    @Option(names = "--page-token", paramLabel = "TOKEN", description = "Go on where an earlier search stopped.")
    private Optional<String> pageToken = Optional.empty();

    @Option(names = "--count", description = "Print the exact number of matching traces and nothing else.")
    private boolean count;

    @Option(names = "--strict", description = "Refuse what an MLflow server refuses, in its words.")
    private boolean strict;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "table (default), json (as mlflow traces search prints it), jsonl (one trace a line) or ids.")
    private OutputFormat format = OutputFormat.TABLE;

    @Mixin
    private IndexOption index = new IndexOption();

    public SearchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var start = start();
        var request = new SearchRequest(filter, clauses(), experimentIds, start.tracesBefore(), checkedLimit(), strict);
        try (var search = TraceSearch.open(index.folder(surroundings))) {
            if (count) {
                var counted = found(search, request.withOffset(0).withLimit(1));
                surroundings.output().line(String.valueOf(counted.total()));
                return ExitCode.SUCCESS.number();
            }
            var result = found(search, request);
            int after = request.offset() + result.hits().size();
            var next = after < result.total() && limit != SearchRequest.ALL
                    ? Optional.of(new PageToken(after))
                    : Optional.<PageToken>empty();
            new HitPrinter(surroundings, search).print(result.hits(), format, next);
            summary(result.hits().size(), result.total(), next).ifPresent(surroundings::tell);
        }
        return ExitCode.SUCCESS.number();
    }

    private SearchResult found(TraceSearch search, SearchRequest request) throws IOException {
        boolean forMachines = format == OutputFormat.JSON || format == OutputFormat.JSONL;
        return ExplainedSearch.withProblemsShown(request, forMachines, surroundings, () -> search.search(request));
    }

    private PageToken start() {
        if (offset.isPresent() && pageToken.isPresent()) {
            throw new UsageException("--offset and --page-token do not go together; the token holds the offset.");
        }
        if (offset.filter(traces -> traces < 0).isPresent()) {
            throw new UsageException("Invalid value for '--offset': " + offset.get() + " is negative.");
        }
        return pageToken
                .map(PageToken::parse)
                .or(() -> offset.map(traces -> new PageToken(traces)))
                .orElse(PageToken.START);
    }

    private int checkedLimit() {
        if (limit < 0) {
            throw new UsageException("Invalid value for '--limit': " + limit + " is negative; 0 means all.");
        }
        return limit;
    }

    private List<String> clauses() {
        return orderBy.stream()
                .flatMap(clauses -> OrderClauses.split(clauses).stream())
                .toList();
    }

    /** What a person should know beside the data; nothing when a machine got all there is. */
    private Optional<String> summary(int shown, long total, Optional<PageToken> next) {
        if (next.isPresent()) {
            return Optional.of(Quantity.number(shown) + " of " + Quantity.of(total, "trace")
                    + "; next page: --page-token " + next.get());
        }
        if (format != OutputFormat.TABLE) {
            return Optional.empty();
        }
        return Optional.of(
                shown == total
                        ? Quantity.of(total, "trace")
                        : Quantity.number(shown) + " of " + Quantity.of(total, "trace"));
    }
}
