package dev.trawl.cli.stats;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.ProblemText;
import dev.trawl.cli.render.Sheet;
import dev.trawl.cli.search.CommandSearch;
import dev.trawl.cli.search.ExperimentOption;
import dev.trawl.cli.search.SearchWatch;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What the commands for numbers have in common: which traces, which index, how long, how the answer is printed. */
final class Selection {
    private static final String FILTER = "filter";

    /** The option whose value is a filter of spans. */
    static final String SPANS = "--spans";

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

    /** Works something out. */
    interface Work<T> {
        T run(TraceSearch search, SearchListener listener) throws IOException;
    }

    /**
     * Opens the index and works something out.
     *
     * @param labels by the texts that may be wrong, what each of them is; {@value #FILTER} or that and a letter for filters
     * @param isNothing whether it is worth saying what the filters name that the index does not have
     */
    <T> T worked(Map<String, String> labels, Predicate<T> isNothing, Work<T> work) throws IOException {
        try (var search = index.open(surroundings);
                var watch = new SearchWatch(surroundings, timeout.value())) {
            experiments.check(search, surroundings);
            var filters = new TreeMap<>(filters(labels));
            for (var filter : filters.entrySet()) {
                CommandSearch.narrate(search, request(filter.getValue()), filter.getKey(), surroundings);
            }
            var worked = work.run(search, watch);
            if (isNothing.test(worked)) {
                for (var filter : filters.values()) {
                    CommandSearch.tellWhyNothing(search, request(filter), surroundings);
                }
            }
            return worked;
        } catch (FilterException e) {
            var label = labels.getOrDefault(e.text(), FILTER);
            boolean forMachines = format.value() == SheetFormat.JSON || format.value() == SheetFormat.JSONL;
            throw new FailureException(
                    ExitCode.USAGE,
                    forMachines ? ProblemText.json(label, e) : ProblemText.of(label, e, surroundings.messageColours()));
        }
    }

    /** Lets a text be called the filter. An empty one is never wrong, but another option's may be. */
    static void nameFilter(String filter, Map<String, String> labels) {
        labels.merge(filter, FILTER, (other, own) -> filter.isEmpty() ? other : own);
    }

    /** Says which of the fields that are counted by or worked out the index does not have. */
    void tellAbsent(TraceSearch search, StatsRequest request) throws IOException {
        CommandSearch.tellAbsent(search.numbers().absent(request), surroundings);
    }

    /** By label, the filters among the texts. */
    private static Map<String, String> filters(Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(text ->
                        text.getValue().startsWith(FILTER) || text.getValue().equals(SPANS))
                .collect(Collectors.toMap(
                        text -> text.getValue().equals(FILTER) ? "the " + FILTER : text.getValue(), Map.Entry::getKey));
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
