package dev.trawl.cli.stats;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.Sheet;
import dev.trawl.cli.search.RequestTexts;
import dev.trawl.query.Similar;
import dev.trawl.query.stats.Facet;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code trawl facets}: the most frequent values of every key. */
public final class FacetsCommand implements Callable<Integer> {
    private static final int ALL = 0;
    private static final int USUAL_TOP = 5;
    private static final String INDENT = "  ";

    private final Surroundings surroundings;
    private final Selection selection;

    private final Parameter<String> filter = Parameter.optionalArgument()
            .takes("FILTER", "Which traces. Quote it for the shell. Default: all traces.")
            .text("");

    private final Parameter<List<String>> keys = Parameter.option("-k", "--key")
            .takes("TEXT", "Only keys with this text in their name; may be repeated.")
            .texts();

    private final Parameter<Integer> top = Parameter.option("--top")
            .takes("N", "Values of each key; 0 for all. Default: ${DEFAULT-VALUE}.")
            .limit(USUAL_TOP);

    public FacetsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.selection = new Selection(surroundings);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("facets");
        specification
                .usageMessage()
                .description(
                        "List the most frequent values of every key that the traces of a filter have.",
                        "",
                        "Keys are the trace's status, name, session and so on, what its spans are and their attributes,"
                                + " tags, metadata and assessments. Of keys whose values are all different only their"
                                + " number is told. Attributes of spans with more than 100 values, such as times, and"
                                + " values of theirs beyond 128 bytes are left to trawl stats --by FIELD.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl facets",
                        "  trawl facets \"status = 'ERROR'\" --top 3",
                        "  trawl facets --key span. --key user --output json");
        Parameter.addAll(specification, filter, keys, top);
        Parameter.addAll(specification, selection.options().toArray(Parameter<?>[]::new));
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        int most = top.value() == ALL ? Integer.MAX_VALUE : top.value();
        var facets = selection.worked(
                RequestTexts.ofFilter(filter.value()),
                counted -> counted.total() == 0,
                (search, listener) -> search.numbers().facets(selection.request(filter.value()), most, listener));
        var shown = facets.facets().stream().filter(this::isWanted).toList();
        keys.value().forEach(key -> tellMeant(key, facets.facets()));
        switch (selection.format()) {
            case TABLE -> table(facets.total(), shown);
            case JSON, JSONL -> json(facets.total(), shown);
            case CSV -> selection.print(rows(shown), JsonNodeFactory.instance.objectNode(), "");
        }
        return ExitCode.SUCCESS.number();
    }

    private boolean isWanted(Facet facet) {
        return keys.value().isEmpty() || keys.value().stream().anyMatch(text -> hasInName(facet.field(), text));
    }

    /** Whether a text stands in a name, no matter how either is quoted. */
    private static boolean hasInName(String field, String text) {
        return field.replace("`", "").contains(text.replace("`", ""));
    }

    /** Says which key was probably meant by a text that none has in its name. */
    private void tellMeant(String text, List<Facet> facets) {
        if (facets.isEmpty() || facets.stream().map(Facet::field).anyMatch(field -> hasInName(field, text))) {
            return;
        }
        var byName = new LinkedHashMap<String, String>();
        facets.forEach(facet -> {
            byName.put(facet.field(), facet.field());
            byName.putIfAbsent(facet.field().substring(facet.field().indexOf('.') + 1), facet.field());
        });
        surroundings.complain("trawl: no key has '" + text + "' in its name"
                + Similar.to(text, byName.keySet())
                        .map(name -> "; did you mean " + byName.get(name) + "?")
                        .orElse("; trawl facets without --key lists all"));
    }

    private void table(long total, List<Facet> facets) {
        var colours = surroundings.outputColours();
        for (var facet : facets) {
            surroundings
                    .output()
                    .line(colours.bold(Line.of(heading(facet, total))
                            .within(selection.width())
                            .text()));
            if (isEachOnce(facet)) {
                continue;
            }
            var sheet = new Sheet(List.of(
                    new Sheet.Column("", " ", true),
                    new Sheet.Column("", " ", true).spare(),
                    new Sheet.Column("", "value", false)));
            for (var value : facet.top()) {
                sheet.add(List.of(
                        Sheet.Cell.of(value.traces()),
                        Sheet.Cell.of(Figure.percent((double) value.traces() / total)),
                        Sheet.Cell.of(value.value())));
            }
            int width = selection.width() - INDENT.length();
            sheet.rowsOnly(width).forEach(line -> surroundings.output().line(INDENT + line));
        }
        selection.tell(Quantity.of(total, "trace") + ", " + Quantity.of(facets.size(), "key"));
    }

    private static String heading(Facet facet, long total) {
        var had = facet.traces() == total ? "" : ", in " + Quantity.of(facet.traces(), "trace");
        var once = isEachOnce(facet) ? ", each once" : "";
        return facet.field() + "  " + Quantity.of(facet.values(), "value") + once + had;
    }

    /** Whether there are more values than are shown, none of them twice: then none tells anything. */
    private static boolean isEachOnce(Facet facet) {
        return facet.values() > facet.top().size() && facet.top().stream().allMatch(value -> value.traces() == 1);
    }

    private static Sheet rows(List<Facet> facets) {
        var sheet = new Sheet(List.of(
                new Sheet.Column("field", "field", false),
                new Sheet.Column("value", "value", false),
                new Sheet.Column("count", "traces", true)));
        for (var facet : facets) {
            for (var value : facet.top()) {
                sheet.add(List.of(
                        Sheet.Cell.of(facet.field()), Sheet.Cell.of(value.value()), Sheet.Cell.of(value.traces())));
            }
        }
        return sheet;
    }

    private void json(long total, List<Facet> facets) {
        var head =
                JsonNodeFactory.instance.objectNode().put("counted", "traces").put("total", total);
        var nodes = facets.stream()
                .map(facet -> {
                    var node = JsonNodeFactory.instance
                            .objectNode()
                            .put("field", facet.field())
                            .put("traces", facet.traces())
                            .put("values", facet.values());
                    var array = node.putArray("top");
                    facet.top()
                            .forEach(value -> array.addObject()
                                    .put("value", value.value())
                                    .put("count", value.traces()));
                    return node;
                })
                .toList();
        selection.printNodes(nodes, head, "facets");
    }
}
