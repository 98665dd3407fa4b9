package dev.trawl.cli.stats;

import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Sheet;
import dev.trawl.cli.search.CommandSearch;
import dev.trawl.cli.search.ExperimentOption;
import dev.trawl.cli.search.GivenText;
import dev.trawl.cli.search.RequestTexts;
import dev.trawl.cli.search.SearchWatch;
import dev.trawl.query.RequestPart;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** What the commands for numbers have in common: which traces, which index, how long, how the answer is printed. */
final class Selection {
    private final Surroundings surroundings;

    private final ExperimentOption experiments = new ExperimentOption();

    private final Parameter<Optional<Duration>> timeout = Parameter.option("--timeout")
            .takes("DURATION", "Give up after so long, such as 500ms, 10s or 2m. Default: never.")
            .optionalDuration();

    private final Parameter<SheetFormat> format = Parameter.option("--output")
            .takes("FORMAT", "table (default), json (one object), jsonl (an object a line) or csv.")
            .choice(SheetFormat.class, SheetFormat.TABLE);

    private final IndexOption index = new IndexOption();

    Selection(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The options, in the order of the help. */
    List<Parameter<?>> options() {
        return List.of(experiments.option(), timeout, format, index.option());
    }

    SheetFormat format() {
        return format.value();
    }

    SearchRequest request(String filter) {
        return SearchRequest.of(filter).withExperimentIds(experiments.ids());
    }

    /** Those that every request for numbers is made of. */
    static RequestTexts texts(String filter, Optional<String> spans) {
        var given = spans.stream().map(text -> GivenText.of("--spans", text)).toList();
        return RequestTexts.ofFilter(filter).with(RequestPart.SPANS, given);
    }

    /** Works something out. */
    interface Work<T> {
        T run(TraceSearch search, SearchListener listener) throws IOException;
    }

    /**
     * Opens the index and works something out.
     *
     * @param texts what the request was made of
     * @param isNothing whether it is worth saying what the filters name that the index does not have
     */
    <T> T worked(RequestTexts texts, Predicate<T> isNothing, Work<T> work) throws IOException {
        boolean forMachines = format.value() == SheetFormat.JSON || format.value() == SheetFormat.JSONL;
        try (var search = index.open(surroundings);
                var watch = new SearchWatch(surroundings, timeout.value())) {
            experiments.check(search, surroundings);
            for (var filter : texts.filters()) {
                var name = filter.name().equals(RequestTexts.FILTER) ? "the " + RequestTexts.FILTER : filter.name();
                CommandSearch.narrate(search, request(filter.text()), name, surroundings);
            }
            return CommandSearch.withProblemsShown(texts, forMachines, surroundings, () -> {
                var worked = work.run(search, watch);
                if (isNothing.test(worked)) {
                    for (var filter : texts.filters()) {
                        CommandSearch.tellWhyNothing(search, request(filter.text()), surroundings);
                    }
                }
                return worked;
            });
        }
    }

    /** Says which of the fields that are counted by or worked out the index does not have. */
    void tellAbsent(TraceSearch search, StatsRequest request) throws IOException {
        CommandSearch.tellAbsent(search.numbers().absent(request), surroundings);
    }

    /**
     * Prints rows; an empty table not at all.
     *
     * @param head what JSON says beside the rows
     * @param rows the name under which it has them
     */
    void print(Sheet sheet, ObjectNode head, String rows) {
        var output = surroundings.output();
        switch (format.value()) {
            case TABLE -> {
                if (!sheet.isEmpty()) {
                    output.line(sheet.table(surroundings.outputColours(), width()));
                }
            }
            case JSON, JSONL -> printNodes(sheet.objects(), head, rows);
            case CSV -> output.line(sheet.csv());
        }
    }

    /** How wide a table may be; in a pipe nothing is cut to fit unless the user says how wide. */
    int width() {
        return surroundings.figureColumns();
    }

    /**
     * Prints JSON: one document, or an object a line.
     *
     * @param head what the document says beside the objects
     * @param name under which the document has them
     */
    void printNodes(List<ObjectNode> objects, ObjectNode head, String name) {
        if (format.value() == SheetFormat.JSONL) {
            objects.forEach(object -> surroundings.output().line(PythonJson.readable(object)));
        } else {
            head.putArray(name).addAll(objects);
            surroundings.output().line(PythonJson.readable(head));
        }
    }

    /** Says something to a person who reads a table; machines have it in the data. */
    void tell(String sentence) {
        if (format.value() == SheetFormat.TABLE) {
            surroundings.tell(sentence);
        }
    }
}
