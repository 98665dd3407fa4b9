package dev.trawl.cli.explain;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.search.ExplainedSearch;
import dev.trawl.query.Explanation;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trawl explain}: how a filter is read, what is looked up for it, and where an MLflow server would differ. */
@Command(
        name = "explain",
        description = "Tell how a filter is understood and answered, and where an MLflow server differs.",
        footer = {
            "",
            "Examples:",
            "  trawl explain \"trace.text LIKE '%%timeout after%%' AND status = 'ERROR'\"",
            "  trawl explain --run \"span.attributes.model = 'gpt-4o'\""
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private IndexOption index = new IndexOption();

    @Parameters(paramLabel = "FILTER", description = "The filter. Quote it for the shell.")
    private String filter = "";

    @Option(
            names = {"-x", "--experiment-id"},
            paramLabel = "ID",
            split = ",",
            description = "As for trawl search.")
    private List<String> experimentIds = new ArrayList<>();

    @Option(names = "--run", description = "Run it, too: candidates, hits, time.")
    private boolean run;

    @Option(names = "--strict", description = "Refuse what an MLflow server refuses, in its words.")
    private boolean strict;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private ExplainFormat format = ExplainFormat.TEXT;

    public ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var request = SearchRequest.of(filter).withExperimentIds(experimentIds).withStrict(strict);
        try (var search = TraceSearch.open(index.folder(surroundings))) {
            Explanation explanation = ExplainedSearch.withProblemsShown(
                    request, format == ExplainFormat.JSON, surroundings, () -> search.explain(request, run));
            surroundings
                    .output()
                    .line(
                            switch (format) {
                                case TEXT -> ExplanationText.of(explanation);
                                case JSON -> PythonJson.readable(ExplanationJson.of(explanation));
                            });
        }
        return ExitCode.SUCCESS.number();
    }
}
