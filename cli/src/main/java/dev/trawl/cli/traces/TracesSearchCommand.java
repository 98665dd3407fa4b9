package dev.trawl.cli.traces;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.paging.PageToken;
import dev.trawl.cli.render.FieldPath;
import dev.trawl.cli.render.FieldProblems;
import dev.trawl.cli.render.TraceTable;
import dev.trawl.cli.render.TracesDocument;
import dev.trawl.cli.search.CommandSearch;
import dev.trawl.cli.search.ExperimentOption;
import dev.trawl.cli.search.GivenText;
import dev.trawl.cli.search.RequestTexts;
import dev.trawl.query.RequestPart;
import dev.trawl.query.SearchRequest;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code trawl traces search}: {@code mlflow traces search} from the index, with its flags, defaults and output
 * (mlflow/cli/traces.py:151-376, 3.17.2). What MLflow's client adds on the way (mlflow/tracing/client.py:339-413) is
 * added here: the filters of {@code --run-id} and {@code --model-id}, the paging.
 *
 * <p>It differs on purpose in three places: traces whose spans the server does not store are shown, durations are shown,
 * and the result keeps its order.
 */
final class TracesSearchCommand implements Callable<Integer> {
    /** MLflow splits at every comma, quoted or not. */
    private static final Pattern BETWEEN_COMMAS = Pattern.compile("(?<=^|,)[^,]*");

    private final Surroundings surroundings;

    private final Parameter<Optional<String>> experimentId = Parameter.option("--experiment-id", "-x")
            .takes("ID", "Which experiment. Default: MLFLOW_EXPERIMENT_ID; required without it, except with --run-id.")
            .optionalText();

    private final Parameter<String> filter = Parameter.option("--filter-string")
            .takes("FILTER", "Which traces, in MLflow's language or trawl's.")
            .text("");

    private final Parameter<Integer> maxResults = Parameter.option("--max-results")
            .takes("N", "Traces at most, up to 500. Default: 100.")
            .number(100);

    private final Parameter<String> orderBy = Parameter.option("--order-by")
            .takes("CLAUSES", "Comma-separated fields to order by, such as 'timestamp_ms DESC, status'.")
            .text("");

    private final Parameter<String> pageToken = Parameter.option("--page-token")
            .takes("TOKEN", "Token of an earlier search's next page.")
            .text("");

    private final Parameter<String> runId = Parameter.option("--run-id")
            .takes("ID", "Only traces of this run; added to the filter.")
            .text("");

    private final Parameter<Boolean> includeSpans =
            Parameter.option("--include-spans").negatableFlag("Whether JSON output holds the spans. Default: it does.");

    private final Parameter<Optional<String>> modelId = Parameter.option("--model-id")
            .takes("ID", "Only traces of this model; not with a filter.")
            .optionalText();

    private final Parameter<Optional<String>> sqlWarehouseId = Parameter.option("--sql-warehouse-id")
            .takes("ID", "Ignored: an index has no SQL warehouse.")
            .optionalText();

    private final Parameter<MlflowFormat> format = Parameter.option("--output")
            .takes("FORMAT", "table (default) or json.")
            .choice(MlflowFormat.class, MlflowFormat.TABLE);

    private final Parameter<String> extractFields = Parameter.option("--extract-fields")
            .takes(
                    "PATHS",
                    "Comma-separated paths of the fields to show, such as info.trace_id, info.assessments.*, data.spans.*.name; backticks around names with dots: info.tags.`mlflow.traceName`.")
            .text("");

    private final Parameter<Boolean> verbose =
            Parameter.option("--verbose").flag("When a field does not exist, list all that do.");

    private final IndexOption index = new IndexOption();

    TracesSearchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("search");
        specification
                .usageMessage()
                .description("Search the traces of one experiment with the flags of mlflow traces search.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl traces search --experiment-id 1",
                        "  trawl traces search -x 1 --filter-string \"status = 'ERROR'\" --output json",
                        "  trawl traces search -x 1 --extract-fields 'info.trace_id,info.tags.`mlflow.traceName`'");
        Parameter.addAll(
                specification,
                experimentId,
                filter,
                maxResults,
                orderBy,
                pageToken,
                runId,
                includeSpans,
                modelId,
                sqlWarehouseId,
                format,
                extractFields,
                verbose,
                index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        if (sqlWarehouseId.value().isPresent()) {
            surroundings.tell("trawl: --sql-warehouse-id is ignored, an index has no SQL warehouse");
        }
        var experiment = experimentId.value().or(() -> surroundings.variable("MLFLOW_EXPERIMENT_ID"));
        // MLflow's skill "retrieving-mlflow-traces" asks for the traces of a run without naming its experiment.
        if (experiment.isEmpty() && runId.value().isEmpty()) {
            throw new UsageException("Missing option '--experiment-id' / '-x'.");
        }
        var page = page(experiment.stream().toList());
        var fields = extractFields.value().isEmpty() ? List.<FieldPath>of() : FieldPath.list(extractFields.value());
        if (!page.traces().isEmpty()) {
            var first = TraceJson.write(page.traces().getFirst());
            FieldProblems.of(fields, first, verbose.value()).ifPresent(problem -> {
                throw new UsageException(problem);
            });
        }
        switch (format.value()) {
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

    private Page page(List<String> experiments) throws IOException {
        var wanted = MlflowFilter.of(filter.value(), runId.value(), modelId.value());
        if (maxResults.value() <= 0) {
            // MLflow's client then never asks the server and hands the token back (mlflow/tracing/client.py:390).
            return new Page(List.of(), Optional.of(pageToken.value()).filter(token -> !token.isEmpty()));
        }
        MaxResults.check(maxResults.value());
        var start = PageToken.parse(pageToken.value());
        var request = SearchRequest.of(wanted)
                .withOrderBy(clauses().stream().map(GivenText::text).toList())
                .withExperimentIds(experiments)
                .withOffset(start.tracesBefore())
                .withLimit(maxResults.value());
        var texts = RequestTexts.ofFilter(wanted).with(RequestPart.ORDER, clauses());
        try (var search = index.open(surroundings)) {
            ExperimentOption.check(experiments, search, surroundings);
            var hits = CommandSearch.run(search, request, texts, surroundings).hits();
            var traces = new ArrayList<Trace>();
            for (var hit : hits) {
                var trace = search.load(hit).trace();
                traces.add(includeSpans.value() ? trace : new Trace(trace.info(), List.of(), trace.unknown()));
            }
            // A full page always has a successor, even an empty one (semantics of MLflow's store).
            var next = hits.size() == maxResults.value()
                    ? Optional.of(start.after(maxResults.value()))
                    : Optional.<PageToken>empty();
            return new Page(traces, next.map(PageToken::toString));
        }
    }

    /** Split at every comma, as MLflow does. */
    private List<GivenText> clauses() {
        var given = GivenText.of("--order-by", orderBy.value());
        return orderBy.value().isEmpty()
                ? List.of()
                : BETWEEN_COMMAS
                        .matcher(orderBy.value())
                        .results()
                        .map(clause -> given.piece(clause.start(), clause.end()))
                        .toList();
    }
}
