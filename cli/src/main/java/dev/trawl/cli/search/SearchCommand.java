package dev.trawl.cli.search;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.paging.PageToken;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SearchResult;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl search}: the traces that a filter selects, newest first. */
public final class SearchCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<String> filter = Parameter.optionalArgument()
            .takes("FILTER", "Which traces. Quote it for the shell.")
            .text("");

    private final Parameter<List<String>> experimentIds = Parameter.option("-x", "--experiment-id")
            .takes("ID", "Search this experiment only; may be repeated. Default: all experiments.")
            .textsBetweenCommas();

    private final Parameter<List<String>> orderBy = Parameter.option("--order-by")
            .takes(
                    "CLAUSES",
                    "Comma-separated fields, each perhaps with ASC or DESC; may be repeated. Default: timestamp_ms DESC.")
            .texts();

    private final Parameter<Integer> limit = Parameter.option("--limit")
            .takes("N", "Traces at most; 0 for all. Default: ${DEFAULT-VALUE}.")
            .number(100);

    private final Parameter<Optional<Integer>> offset = Parameter.option("--offset")
            .takes("N", "Leave out the first N traces.")
            .optionalNumber();

    private final Parameter<Optional<String>> pageToken = Parameter.option("--page-token")
            .takes("TOKEN", "Go on where an earlier search stopped.")
            .optionalText();

    private final Parameter<Boolean> count =
            Parameter.option("--count").flag("Print the exact number of matching traces and nothing else.");

    private final Parameter<Boolean> strict =
            Parameter.option("--strict").flag("Refuse what an MLflow server refuses, in its words.");

    private final Parameter<OutputFormat> format = Parameter.option("--output")
            .takes(
                    "FORMAT",
                    "table (default), json (as mlflow traces search prints it), jsonl (one trace a line) or ids.")
            .choice(OutputFormat.class, OutputFormat.TABLE);

    private final IndexOption index = new IndexOption();

    public SearchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("search");
        specification
                .usageMessage()
                .description(
                        "Find the traces that a filter selects, newest first.",
                        "",
                        "The filter language is MLflow's, and more: docs/filter-language.md. Without a filter, all traces.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl search \"status = 'ERROR'\"",
                        "  trawl search \"trace.text LIKE '%%timeout%%' AND execution_time_ms > 5000\"",
                        "  trawl search \"span.name = 'search' AND span.status = 'ERROR'\" --count",
                        "  trawl search \"tag.env = 'prod'\" --order-by 'execution_time_ms DESC' --limit 10",
                        "  trawl search \"feedback.quality = 'bad'\" --limit 0 --output ids");
        Parameter.addAll(
                specification,
                filter,
                experimentIds,
                orderBy,
                limit,
                offset,
                pageToken,
                count,
                strict,
                format,
                index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var start = start();
        var request = new SearchRequest(
                filter.value(), clauses(), experimentIds.value(), start.tracesBefore(), checkedLimit(), strict.value());
        try (var search = TraceSearch.open(index.folder(surroundings))) {
            if (count.value()) {
                var counted = found(search, request.withOffset(0).withLimit(1));
                surroundings.output().line(String.valueOf(counted.total()));
                return ExitCode.SUCCESS.number();
            }
            var result = found(search, request);
            int after = request.offset() + result.hits().size();
            var next = after < result.total() && limit.value() != SearchRequest.ALL
                    ? Optional.of(new PageToken(after))
                    : Optional.<PageToken>empty();
            new HitPrinter(surroundings, search).print(result.hits(), format.value(), next);
            summary(result.hits().size(), result.total(), next).ifPresent(surroundings::tell);
        }
        return ExitCode.SUCCESS.number();
    }

    private SearchResult found(TraceSearch search, SearchRequest request) throws IOException {
        boolean forMachines = format.value() == OutputFormat.JSON || format.value() == OutputFormat.JSONL;
        return ExplainedSearch.withProblemsShown(request, forMachines, surroundings, () -> search.search(request));
    }

    private PageToken start() {
        if (offset.value().isPresent() && pageToken.value().isPresent()) {
            throw new UsageException("--offset and --page-token do not go together; the token holds the offset.");
        }
        if (offset.value().filter(traces -> traces < 0).isPresent()) {
            throw new UsageException(
                    "Invalid value for '--offset': " + offset.value().get() + " is negative.");
        }
        return pageToken
                .value()
                .map(PageToken::parse)
                .or(() -> offset.value().map(traces -> new PageToken(traces)))
                .orElse(PageToken.START);
    }

    private int checkedLimit() {
        if (limit.value() < 0) {
            throw new UsageException("Invalid value for '--limit': " + limit.value() + " is negative; 0 means all.");
        }
        return limit.value();
    }

    private List<String> clauses() {
        return orderBy.value().stream()
                .flatMap(clauses -> OrderClauses.split(clauses).stream())
                .toList();
    }

    /** What a person should know beside the data; nothing when a machine got all there is. */
    private Optional<String> summary(int shown, long total, Optional<PageToken> next) {
        if (next.isPresent()) {
            return Optional.of(Quantity.number(shown) + " of " + Quantity.of(total, "trace")
                    + "; next page: --page-token " + next.get());
        }
        if (format.value() != OutputFormat.TABLE) {
            return Optional.empty();
        }
        return Optional.of(
                shown == total
                        ? Quantity.of(total, "trace")
                        : Quantity.number(shown) + " of " + Quantity.of(total, "trace"));
    }
}
