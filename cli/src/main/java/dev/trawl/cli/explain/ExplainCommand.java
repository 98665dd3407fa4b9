package dev.trawl.cli.explain;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.search.CommandSearch;
import dev.trawl.cli.search.ExperimentOption;
import dev.trawl.cli.search.RequestTexts;
import dev.trawl.query.Explanation;
import dev.trawl.query.SearchRequest;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl explain}: how a filter is read, what is looked up for it, and where an MLflow server would differ. */
public final class ExplainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final IndexOption index = new IndexOption();

    private final Parameter<String> filter = Parameter.argument()
            .takes("FILTER", "The filter. Quote it for the shell.")
            .text("");

    private final ExperimentOption experiments = new ExperimentOption();

    private final Parameter<Boolean> run = Parameter.option("--run").flag("Run it, too: candidates, hits, time.");

    private final Parameter<Boolean> strict =
            Parameter.option("--strict").flag("Refuse what an MLflow server refuses, in its words.");

    private final Parameter<ExplainFormat> format = Parameter.option("--output")
            .takes("FORMAT", "text (default) or json.")
            .choice(ExplainFormat.class, ExplainFormat.TEXT);

    public ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("explain");
        specification
                .usageMessage()
                .description("Tell how a filter is understood and answered, and where an MLflow server differs.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl explain \"trace.text LIKE '%%timeout after%%' AND status = 'ERROR'\"",
                        "  trawl explain --run \"span.attributes.model = 'gpt-4o'\"");
        Parameter.addAll(specification, index.option(), filter, experiments.option(), run, strict, format);
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var request = SearchRequest.of(filter.value())
                .withExperimentIds(experiments.ids())
                .withStrict(strict.value());
        try (var search = index.open(surroundings)) {
            experiments.check(search, surroundings);
            Explanation explanation = CommandSearch.withProblemsShown(
                    RequestTexts.ofFilter(filter.value()),
                    format.value() == ExplainFormat.JSON,
                    surroundings,
                    () -> search.explain(request, run.value()));
            surroundings
                    .output()
                    .line(
                            switch (format.value()) {
                                case TEXT -> ExplanationText.of(explanation);
                                case JSON -> PythonJson.readable(ExplanationJson.of(explanation));
                            });
        }
        return ExitCode.SUCCESS.number();
    }
}
