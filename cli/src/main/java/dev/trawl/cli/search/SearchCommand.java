package dev.trawl.cli.search;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.paging.SearchCursor;
import dev.trawl.cli.render.FieldPath;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.RequestPart;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SearchResult;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl search}: the traces that a filter selects, newest first. */
public final class SearchCommand implements Callable<Integer> {
    private static final int SNIPPET_CONTEXT = 60;

    private final Surroundings surroundings;

    private final Parameter<String> filter = Parameter.optionalArgument()
            .takes("FILTER", "Which traces. Quote it for the shell.")
            .text("");

    private final ExperimentOption experiments = new ExperimentOption();

    private final Parameter<List<String>> orderBy = Parameter.option("--order-by")
            .takes(
                    "CLAUSES",
                    "Comma-separated fields, each perhaps with ASC or DESC; may be repeated. Default: timestamp_ms"
                            + " DESC.")
            .texts();

    private final PagingOptions paging = new PagingOptions();

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
                    "table (default), json (as mlflow traces search prints it), jsonl (one trace a line), csv or ids.")
            .choice(OutputFormat.class, OutputFormat.TABLE);

    private final Parameter<List<String>> columns = Parameter.option("--columns")
            .takes(
                    "FIELDS",
                    "Comma-separated fields of traces to show, named as in a filter:"
                            + " id,timestamp,tag.env,total_tokens. In json and jsonl, one object of them for each trace.")
            .texts();

    private final Parameter<String> extractFields = Parameter.option("--extract-fields")
            .takes(
                    "PATHS",
                    "Comma-separated paths into the JSON of the trace, as mlflow traces search takes them:"
                            + " info.trace_id, data.spans.*.name.")
            .text("");

    private final Parameter<Boolean> snippets = Parameter.option("--snippets")
            .flag("Show which spans match, and the text in which they do; in a table or as jsonl.");

    private final Parameter<Optional<Integer>> context = Parameter.option("-C", "--context")
            .takes("N", "Characters to show around what matches; implies --snippets. Default: 60.")
            .optionalCount();

    private final Parameter<Boolean> exitCode = Parameter.option("--exit-code")
            .flag("End with 1 when nothing matches, and with 4 instead of 1 when there is trouble.");

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
                        "The filter language is MLflow's, and more: docs/filter-language.md. Without a filter, all"
                                + " traces.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl search \"status = 'ERROR'\"",
                        "  trawl search \"trace.text LIKE '%%timeout%%' AND execution_time_ms > 5000\"",
                        "  trawl search \"span.name = 'search' AND span.status = 'ERROR'\" --count",
                        "  trawl search \"trace.text RLIKE 'fmk_\\\\w+'\" --snippets -C 40",
                        "  trawl search \"tag.env = 'prod'\" --order-by 'execution_time_ms DESC' --limit 10",
                        "  trawl search --columns id,session,total_tokens,cost,feedback.thumbs --output csv",
                        "  trawl search \"feedback.quality = 'bad'\" --limit 0 --output ids");
        Parameter.addAll(specification, filter, experiments.option(), orderBy);
        Parameter.addAll(specification, paging.options());
        Parameter.addAll(
                specification,
                count,
                timeout,
                strict,
                format,
                columns,
                extractFields,
                snippets,
                context,
                exitCode,
                index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        boolean found = search() > 0;
        return (found || !exitCode.value() ? ExitCode.SUCCESS : ExitCode.NOTHING_FOUND).number();
    }

    /** Searches, and says how many traces were found, or at least one of them. */
    private long search() throws IOException {
        var shown = shown();
        var request = request();
        try (var search = index.open(surroundings)) {
            experiments.check(search, surroundings);
            CommandSearch.narrate(search, request, surroundings);
            long found = found(search, request, shown);
            if (found == 0 && request.offset() == 0 && request.after().isEmpty()) {
                CommandSearch.tellWhyNothing(search, request, surroundings);
            }
            return found;
        }
    }

    private long found(TraceSearch search, SearchRequest request, ResultsShown shown) throws IOException {
        if (!count.value()) {
            return request.limit() == SearchRequest.ALL ? all(search, request, shown) : page(search, request, shown);
        }
        long traces = watched(request, watch -> search.count(request, watch));
        surroundings.output().line(String.valueOf(traces));
        return traces;
    }

    private long page(TraceSearch search, SearchRequest request, ResultsShown shown) throws IOException {
        var result = watched(request, watch -> search.search(request, watch));
        var next = result.next()
                .map(position -> new SearchCursor(request.orderBy(), position))
                .map(SearchCursor::toString);
        var results = results(search, request, shown);
        for (var hit : result.hits()) {
            results.receive(hit);
        }
        results.finish(next);
        summary(request, result, next).ifPresent(words -> surroundings.tell(words));
        return result.hits().size();
    }

    /** Every hit is shown as soon as it is found. */
    private long all(TraceSearch search, SearchRequest request, ResultsShown shown) throws IOException {
        var found = new AtomicLong();
        watched(request, watch -> {
            var results = results(search, request, shown);
            search.each(request, watch, hit -> {
                results.receive(hit);
                found.incrementAndGet();
            });
            results.finish(Optional.empty());
            return found;
        });
        if (format.value() == OutputFormat.TABLE) {
            surroundings.tell(Quantity.of(found.get(), "trace"));
        }
        return found.get();
    }

    private Results results(TraceSearch search, SearchRequest request, ResultsShown shown) throws IOException {
        var results = shown.of(search, request, surroundings);
        CommandSearch.tellAbsent(
                search.absent(shown.columns().stream().map(GivenText::text).toList()), surroundings);
        return results;
    }

    private ResultsShown shown() {
        boolean withText = snippets.value() || context.value().isPresent();
        return new ResultsShown(
                format.value(),
                OrderClauses.split("--columns", columns.value()),
                extractFields.value().isEmpty() ? List.of() : FieldPath.list(extractFields.value()),
                withText ? OptionalInt.of(context.value().orElse(SNIPPET_CONTEXT)) : OptionalInt.empty());
    }

    private interface Work<T> {
        T run(SearchListener listener) throws IOException;
    }

    /** Progress would run into lines that a terminal shows meanwhile. */
    private <T> T watched(SearchRequest request, Work<T> work) throws IOException {
        boolean forMachines = format.value() == OutputFormat.JSON || format.value() == OutputFormat.JSONL;
        boolean streaming = request.limit() == SearchRequest.ALL && surroundings.outputIsTerminal();
        try (var watch = new SearchWatch(streaming ? surroundings.quietly() : surroundings, timeout.value())) {
            return CommandSearch.withProblemsShown(texts(), forMachines, surroundings, () -> work.run(watch));
        }
    }

    private SearchRequest request() {
        return paging.of(SearchRequest.of(filter.value())
                .withOrderBy(clauses().stream().map(GivenText::text).toList())
                .withExperimentIds(experiments.ids())
                .withStrict(strict.value()));
    }

    private RequestTexts texts() {
        return RequestTexts.ofFilter(filter.value()).with(RequestPart.ORDER, clauses());
    }

    private List<GivenText> clauses() {
        return OrderClauses.split("--order-by", orderBy.value());
    }

    /** What a person should know beside the data; nothing when a machine got all there is. */
    private Optional<String> summary(SearchRequest request, SearchResult result, Optional<String> next) {
        int shown = result.hits().size();
        var shownOfTotal = result.total().isEmpty()
                ? "the first " + Quantity.of(shown, "trace")
                : result.total().getAsLong() == shown
                        ? Quantity.of(shown, "trace")
                        : Quantity.number(shown) + " of "
                                + Quantity.of(result.total().getAsLong(), "trace");
        if (next.isPresent()) {
            return Optional.of(shownOfTotal
                    + (surroundings.outputIsTerminal() && request.after().isEmpty()
                            ? "; go on with --offset " + (request.offset() + shown)
                            : "; next page: --page-token " + next.get()));
        }
        return format.value() == OutputFormat.TABLE ? Optional.of(shownOfTotal) : Optional.empty();
    }
}
