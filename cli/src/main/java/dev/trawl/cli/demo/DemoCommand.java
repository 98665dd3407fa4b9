package dev.trawl.cli.demo;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.search.CommandSearch;
import dev.trawl.cli.search.RequestTexts;
import dev.trawl.cli.search.ResultsShown;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.sync.Import;
import dev.trawl.sync.ImportListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl demo}: indexes the sample data, runs three searches over it, says what to type next. */
public final class DemoCommand implements Callable<Integer> {
    private static final int TRACES_SHOWN = 5;

    /** What somebody wants to know, and the filter that tells. */
    private record Question(String asked, String filter) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "Since the deploy of Thursday a tool fails. Which conversations did it hit?",
                    "span.name = 'track_parcel' AND span.status = 'ERROR' AND tag.`app.version` = '2.4.0'"),
            new Question(
                    "Was a key leaked? It stands in the exception of one span, in no preview.",
                    "trace.text LIKE '%fmk_live_EXAMPLE%'"),
            new Question(
                    "Which answers did the judge call made up, in a finished conversation?",
                    "feedback.groundedness < 0.4 AND status = 'OK'"));

    private final Surroundings surroundings;

    public DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("demo");
        specification
                .usageMessage()
                .description("Index the sample data in a folder of its own and run three searches over it.");
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var index = surroundings
                .xdgFolder("XDG_CACHE_HOME", ".cache")
                .resolve("trawl")
                .resolve("demo");
        makeIndex(sampleData(), index);
        try (var search = TraceSearch.open(index)) {
            for (var question : QUESTIONS) {
                answer(question, search);
            }
        }
        surroundings.output().line("The index of this demo is in " + index + ". What to type next:\n");
        surroundings.output().line("  export TRAWL_INDEX=" + quoted(index.toString()));
        surroundings
                .output()
                .line("  ./trawl search \"execution_time_ms > 15000\" --order-by 'execution_time_ms DESC'");
        surroundings.output().line("  ./trawl search \"feedback.customer_mood = 'furious'\" --output json | less");
        surroundings.output().line("  ./trawl search --help\n");
        surroundings.output().line("Your own traces:  ./trawl sync --tracking-uri http://HOST:PORT");
        return ExitCode.SUCCESS.number();
    }

    private Path sampleData() {
        return surroundings
                .programFolder()
                .map(folder -> folder.resolve("sample-data").resolve("traces.jsonl.gz"))
                .filter(Files::isRegularFile)
                .orElseThrow(
                        () -> new FailureException(
                                ExitCode.TROUBLE,
                                "trawl: the sample data was not found; the demo runs from a clone of the repository, as ./trawl demo"));
    }

    /** Always anew: the folder is a cache, and another version may have written it. */
    private void makeIndex(Path sampleData, Path index) throws IOException {
        if (Files.isDirectory(index)) {
            try (var files = Files.list(index)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        try (var writer = TraceIndexWriter.open(index)) {
            var report = new Import(writer, surroundings.input(), Clock.systemUTC())
                    .run(List.of(sampleData), true, ImportListener.NONE);
            surroundings
                    .output()
                    .line("Indexed " + Quantity.of(report.traces().total(), "trace")
                            + " of an invented shop's support agent, a week of its work.\n");
        }
    }

    private void answer(Question question, TraceSearch search) throws IOException {
        var request = SearchRequest.of(question.filter()).withLimit(TRACES_SHOWN);
        var result = CommandSearch.run(search, request, RequestTexts.ofFilter(question.filter()), surroundings);
        var output = surroundings.output();
        var colours = surroundings.outputColours();
        output.line(colours.bold(question.asked()));
        output.line(
                "$ ./trawl search \"" + question.filter().replace("`", "\\`") + "\" --limit " + TRACES_SHOWN + "\n");
        var table = ResultsShown.usualTable(search, request, surroundings);
        for (var hit : result.hits()) {
            table.receive(hit);
        }
        table.finish(Optional.empty());
        long total = search.count(request, SearchListener.NONE);
        int hits = result.hits().size();
        var shown = hits < total ? Quantity.number(hits) + " of " : "";
        output.line("\n" + shown + Quantity.of(total, "trace") + "\n");
    }

    private static String quoted(String path) {
        return path.matches("[\\w./+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
