package dev.trawl.cli.stats;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.Sheet;
import dev.trawl.cli.search.GivenText;
import dev.trawl.cli.search.OrderClauses;
import dev.trawl.query.RequestPart;
import dev.trawl.query.bind.FieldType;
import dev.trawl.query.stats.GroupKey;
import dev.trawl.query.stats.Metric;
import dev.trawl.query.stats.Stats;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code trawl stats}: counts, percentiles and sums of traces or spans, in groups. */
public final class StatsCommand implements Callable<Integer> {
    private static final int ALL = 0;
    private static final int USUAL_TOP = 20;

    private final Selection selection;

    private final Parameter<String> filter = Parameter.optionalArgument()
            .takes("FILTER", "Which traces. Quote it for the shell. Default: all traces.")
            .text("");

    private final Parameter<List<String>> by = Parameter.option("-b", "--by")
            .takes("FIELDS", "Fields whose values make the groups, between commas; may be repeated.")
            .texts();

    private final Parameter<List<String>> metrics = Parameter.option("-m", "--metric")
            .takes(
                    "METRICS",
                    "count (default), or p50, p95, p99.9 (any percent from p0 to p100), avg, sum, min or max of a field, between"
                            + " commas; may be repeated. The first one orders the groups.")
            .texts();

    private final Parameter<Optional<String>> spans = Parameter.option("--spans")
            .takes("FILTER", "Count spans instead of traces: those for which this filter holds.")
            .optionalText();

    private final Parameter<Integer> top = Parameter.option("--top")
            .takes("N", "Groups at most; 0 for all. Default: ${DEFAULT-VALUE}.")
            .limit(USUAL_TOP);

    public StatsCommand(Surroundings surroundings) {
        this.selection = new Selection(surroundings);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("stats");
        specification
                .usageMessage()
                .description(
                        "Count traces or spans in groups, with percentiles, sums and averages of any number.",
                        "",
                        "All numbers are exact. A trace with several values of a field counts in the group of each. Spans are"
                                + " counted instead of traces as soon as a field of spans is named, or with --spans.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl stats --by status",
                        "  trawl stats \"status = 'ERROR'\" --by tag.intent,user --top 5",
                        "  trawl stats --by name --metric 'p95 of duration, avg of tokens, sum of cost'",
                        "  trawl stats --spans \"span.type = 'TOOL'\" --by span.name --metric 'p95 of span.duration_ms'");
        Parameter.addAll(specification, filter, by, metrics, spans, top);
        Parameter.addAll(specification, selection.options().toArray(Parameter<?>[]::new));
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var groups = OrderClauses.split("--by", by.value());
        var numbers = OrderClauses.split("--metric", metrics.value().isEmpty() ? List.of("count") : metrics.value());
        var texts = Selection.texts(filter.value(), spans.value())
                .with(RequestPart.GROUPS, groups)
                .with(RequestPart.METRICS, numbers);
        var fields = groups.stream().map(GivenText::text).toList();
        var request = new StatsRequest(
                selection.request(filter.value()),
                spans.value(),
                fields,
                numbers.stream().map(GivenText::text).toList());
        var stats = selection.worked(texts, counted -> counted.total() == 0, (search, listener) -> {
            var counted = search.numbers().stats(request, listener);
            selection.tellAbsent(search, request);
            return counted;
        });
        print(stats, fields);
        return ExitCode.SUCCESS.number();
    }

    private void print(Stats stats, List<String> fields) {
        int shown = top.value() == ALL
                ? stats.groups().size()
                : Math.min(top.value(), stats.groups().size());
        var sheet = new Sheet(columns(stats, fields));
        stats.groups().subList(0, shown).forEach(group -> sheet.add(row(stats, group)));
        var head = JsonNodeFactory.instance
                .objectNode()
                .put("counted", Figure.plural(stats.unit()))
                .put("total", stats.total())
                .put("groups", stats.groups().size());
        selection.print(sheet, head, "rows");
        var total = Quantity.of(stats.total(), Figure.noun(stats.unit()));
        if (fields.isEmpty()) {
            return;
        }
        selection.tell(
                shown < stats.groups().size()
                        ? total + "; " + shown + " of "
                                + Quantity.of(stats.groups().size(), "group") + ", --top 0 shows all"
                        : total + " in " + Quantity.of(shown, "group"));
    }

    private static boolean countsAlready(Stats stats) {
        return stats.metrics().contains(Metric.COUNT);
    }

    private static boolean showsShare(Stats stats) {
        return stats.metrics().equals(List.of(Metric.COUNT)) && !stats.by().isEmpty();
    }

    private static List<Sheet.Column> columns(Stats stats, List<String> fields) {
        var unit = Figure.plural(stats.unit());
        var columns = new ArrayList<Sheet.Column>();
        fields.forEach(field -> columns.add(new Sheet.Column(field, field, false)));
        for (var metric : stats.metrics()) {
            columns.add(new Sheet.Column(metric.written(), header(metric, unit), true));
        }
        if (showsShare(stats)) {
            columns.add(new Sheet.Column("", "share", true).spare());
        }
        if (!countsAlready(stats)) {
            columns.add(new Sheet.Column("count", unit, true));
        }
        return columns;
    }

    private static String header(Metric metric, String unit) {
        return metric.field().isPresent() ? Figure.header(metric) : unit;
    }

    private static List<Sheet.Cell> row(Stats stats, Stats.Group group) {
        var cells = new ArrayList<Sheet.Cell>();
        for (int i = 0; i < group.key().size(); i++) {
            cells.add(key(stats.by().get(i), group.key().get(i)));
        }
        for (int i = 0; i < stats.metrics().size(); i++) {
            cells.add(Figure.of(stats.metrics().get(i), group.numbers().get(i)));
        }
        if (showsShare(stats)) {
            cells.add(Sheet.Cell.of(Figure.percent((double) group.count() / stats.total())));
        }
        if (!countsAlready(stats)) {
            cells.add(Sheet.Cell.of(group.count()));
        }
        return cells;
    }

    private static Sheet.Cell key(GroupKey key, Optional<String> value) {
        if (value.isEmpty()) {
            return Sheet.Cell.nothing("(none)");
        }
        return switch (key) {
            case GroupKey.Time time -> time(value.get());
            case GroupKey.Field field -> value(field.field().type(), value.get());
        };
    }

    private static Sheet.Cell value(FieldType type, String value) {
        return switch (type) {
            case TIME -> time(value);
            case NUMBER, DURATION -> new Sheet.Cell(PythonJson.parse(value), value);
            case TEXT, LONG_TEXT, TYPED, TEXT_OR_NUMBER -> Sheet.Cell.of(value);
        };
    }

    private static Sheet.Cell time(String milliseconds) {
        return new Sheet.Cell(
                PythonJson.parse(milliseconds),
                Instant.ofEpochMilli(Long.parseLong(milliseconds)).toString());
    }
}
