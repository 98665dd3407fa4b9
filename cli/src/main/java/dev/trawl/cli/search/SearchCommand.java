package dev.trawl.cli.search;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.paging.PageToken;
import dev.trawl.cli.paging.SearchCursor;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SearchResult;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.time.Duration;
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

    private final Parameter<Optional<Duration>> timeout = Parameter.option("--timeout")
            .takes("DURATION", "Give up after so long, such as 500ms, 10s or 2m. Default: never.")
            .optionalDuration();

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
                timeout,
                strict,
                format,
                index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var request = request();
        try (var search = TraceSearch.open(index.folder(surroundings))) {
            if (count.value()) {
                long traces = watched(request, watch -> search.count(request, watch));
                surroundings.output().line(String.valueOf(traces));
                return ExitCode.SUCCESS.number();
            }
            var result = watched(request, watch -> search.search(request, watch));
            var next = result.next()
                    .map(position -> new SearchCursor(request.orderBy(), position))
                    .map(SearchCursor::toString);
            new HitPrinter(surroundings, search).print(result.hits(), format.value(), next);
            summary(result, next).ifPresent(surroundings::tell);
        }
        return ExitCode.SUCCESS.number();
    }

    private interface Work<T> {
        T run(SearchListener listener) throws IOException;
    }

    private <T> T watched(SearchRequest request, Work<T> work) throws IOException {
        boolean forMachines = format.value() == OutputFormat.JSON || format.value() == OutputFormat.JSONL;
        try (var watch = new SearchWatch(surroundings, timeout.value())) {
            return ExplainedSearch.withProblemsShown(request, forMachines, surroundings, () -> work.run(watch));
        }
    }

    private SearchRequest request() {
        if (offset.value().isPresent() && pageToken.value().isPresent()) {
            throw new UsageException("--offset and --page-token do not go together; the token holds the offset.");
        }
        if (offset.value().filter(traces -> traces < 0).isPresent()) {
            throw new UsageException(
                    "Invalid value for '--offset': " + offset.value().get() + " is negative.");
        }
        var request = SearchRequest.of(filter.value())
                .withOrderBy(clauses())
                .withExperimentIds(experimentIds.value())
                .withOffset(offset.value().orElse(0))
                .withLimit(checkedLimit())
                .withStrict(strict.value());
        return pageToken.value().map(token -> behind(token, request)).orElse(request);
    }

    /** A token of ours, or one that MLflow gave. */
    private static SearchRequest behind(String token, SearchRequest request) {
        return SearchCursor.parse(token)
                .map(cursor -> request.withAfter(cursor.within(request.orderBy())))
                .orElseGet(() -> request.withOffset(PageToken.parse(token).tracesBefore()));
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
    private Optional<String> summary(SearchResult result, Optional<String> next) {
        int shown = result.hits().size();
        var shownOfTotal = result.total().isEmpty()
                ? "the first " + Quantity.of(shown, "trace")
                : result.total().getAsLong() == shown
                        ? Quantity.of(shown, "trace")
                        : Quantity.number(shown) + " of "
                                + Quantity.of(result.total().getAsLong(), "trace");
        if (next.isPresent()) {
            return Optional.of(shownOfTotal + "; next page: --page-token " + next.get());
        }
        return format.value() == OutputFormat.TABLE ? Optional.of(shownOfTotal) : Optional.empty();
    }
}
