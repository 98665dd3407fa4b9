package dev.trawl.cli.stats;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.Sheet;
import dev.trawl.cli.search.GivenText;
import dev.trawl.cli.search.RequestTexts;
import dev.trawl.query.RequestPart;
import dev.trawl.query.stats.Comparison;
import dev.trawl.query.stats.Comparison.Difference;
import dev.trawl.query.stats.Comparison.Statistics;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code trawl compare}: what is different about the traces of one filter. */
public final class CompareCommand implements Callable<Integer> {
    private static final int ALL = 0;
    private static final int USUAL_TOP = 20;

    private final Surroundings surroundings;
    private final Selection selection;

    private final Parameter<String> first = Parameter.argument()
            .at(0)
            .takes("FILTER_A", "The traces that are asked about. Quote it for the shell.")
            .text("");

    private final Parameter<Optional<String>> second = Parameter.optionalArgument()
            .at(1)
            .takes("FILTER_B", "The traces that they are compared with. Default: all others.")
            .optionalText();

    private final Parameter<Integer> top = Parameter.option("--top")
            .takes("N", "Differences at most; 0 for all. Default: ${DEFAULT-VALUE}.")
            .limit(USUAL_TOP);

    public CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.selection = new Selection(surroundings);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("compare");
        specification
                .usageMessage()
                .description(
                        "Tell what is different about the traces of a filter.",
                        "",
                        "That is, which values, spans and numbers are more frequent among them than among others.",
                        "",
                        "Every line is a condition, to be used in the next filter, with the share of both selections that satisfies"
                                + " it. Lines are ordered by the difference that is sure: chance alone would show less, 999"
                                + " times in 1,000. Fields that the filters name are left out.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl compare \"status = 'ERROR'\"",
                        "  trawl compare \"tag.\\`app.version\\` = '2.4.0'\" \"tag.\\`app.version\\` = '2.3.1'\"",
                        "  trawl compare \"timestamp_ms > now - 7d\" \"timestamp_ms BETWEEN now - 14d AND now - 7d\"");
        Parameter.addAll(specification, first, second, top);
        Parameter.addAll(specification, selection.options().toArray(Parameter<?>[]::new));
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var comparison = selection.worked(
                texts(),
                Comparison::isOfNothing,
                (search, listener) -> search.numbers()
                        .compare(
                                selection.request(first.value()), second.value().map(selection::request), listener));
        print(comparison);
        return ExitCode.SUCCESS.number();
    }

    private RequestTexts texts() {
        return second.value()
                .map(filter -> RequestTexts.ofFilter("filter A", first.value())
                        .with(RequestPart.OTHER_FILTER, List.of(GivenText.of("filter B", filter))))
                .orElseGet(() -> RequestTexts.ofFilter(first.value()));
    }

    private void print(Comparison comparison) {
        int all = comparison.differences().size();
        int shown = top.value() == ALL ? all : Math.min(top.value(), all);
        var differences = differences(comparison, shown);
        switch (selection.format()) {
            case TABLE -> {
                selection.print(differences, JsonNodeFactory.instance.objectNode(), "");
                if (!comparison.numbers().isEmpty()) {
                    surroundings.output().line("");
                    selection.print(numbers(comparison), JsonNodeFactory.instance.objectNode(), "");
                }
            }
            case JSON -> selection.print(differences, head(comparison), "differences");
            case JSONL, CSV -> selection.print(differences, JsonNodeFactory.instance.objectNode(), "");
        }
        if (comparison.isOfNothing()) {
            surroundings.tell("trawl: nothing to compare: " + whatIsEmpty(comparison));
        } else {
            selection.tell(summary(comparison, shown));
        }
    }

    private String whatIsEmpty(Comparison comparison) {
        if (second.value().isEmpty()) {
            return comparison.a() == 0
                    ? "the filter selects no traces"
                    : "the filter selects all traces, so that there are no others";
        }
        return comparison.a() > 0
                ? "filter B selects no traces"
                : comparison.b() > 0 ? "filter A selects no traces" : "neither filter selects any traces";
    }

    private static String summary(Comparison comparison, int shown) {
        int all = comparison.differences().size();
        return "A: " + Quantity.of(comparison.a(), "trace") + ", B: " + Quantity.of(comparison.b(), "trace") + "; "
                + (all == 0
                        ? "no difference that chance would not show"
                        : shown < all
                                ? shown + " of " + Quantity.of(all, "difference") + ", --top 0 shows all"
                                : Quantity.of(all, "difference"))
                + (comparison.asked().isEmpty()
                        ? ""
                        : "; left out, because a filter names it: " + String.join(", ", comparison.asked()));
    }

    private static Sheet differences(Comparison comparison, int shown) {
        var sheet = new Sheet(List.of(
                new Sheet.Column("condition", "condition", false),
                new Sheet.Column("a", "A", true),
                new Sheet.Column("share_a", "", true),
                new Sheet.Column("b", "B", true),
                new Sheet.Column("share_b", "", true),
                new Sheet.Column("", "share of A", true),
                new Sheet.Column("", "share of B", true),
                new Sheet.Column("sure_difference", "sure difference", true).spare()));
        for (var difference : comparison.differences().subList(0, shown)) {
            sheet.add(row(comparison, difference));
        }
        return sheet;
    }

    private static List<Sheet.Cell> row(Comparison comparison, Difference difference) {
        double shareA = (double) difference.a() / comparison.a();
        double shareB = (double) difference.b() / comparison.b();
        return List.of(
                Sheet.Cell.of(difference.condition()),
                Sheet.Cell.of(difference.a()),
                share(shareA),
                Sheet.Cell.of(difference.b()),
                share(shareB),
                Sheet.Cell.of(Figure.percent(shareA)),
                Sheet.Cell.of(Figure.percent(shareB)),
                share(difference.sureDifference()));
    }

    /** To four digits behind the point: the counts are there for whoever wants more. */
    private static Sheet.Cell share(double share) {
        var rounded = BigDecimal.valueOf(Math.round(share * 1e4), 4);
        return new Sheet.Cell(JsonNodeFactory.instance.numberNode(rounded), Figure.percent(share));
    }

    private static Sheet numbers(Comparison comparison) {
        var sheet = new Sheet(List.of(
                new Sheet.Column("", "number", false),
                new Sheet.Column("", "A p50", true),
                new Sheet.Column("", "B p50", true),
                new Sheet.Column("", "A p95", true),
                new Sheet.Column("", "B p95", true),
                new Sheet.Column("", "A has", true),
                new Sheet.Column("", "B has", true)));
        for (var spread : comparison.numbers()) {
            sheet.add(List.of(
                    Sheet.Cell.of(spread.field()),
                    Sheet.Cell.of(shown(spread.a().median())),
                    Sheet.Cell.of(shown(spread.b().median())),
                    Sheet.Cell.of(shown(spread.a().p95())),
                    Sheet.Cell.of(shown(spread.b().p95())),
                    Sheet.Cell.of(spread.a().traces()),
                    Sheet.Cell.of(spread.b().traces())));
        }
        return sheet;
    }

    private static String shown(double number) {
        return Double.isNaN(number) ? "-" : Figure.rounded(new BigDecimal(Double.toString(number)));
    }

    private static ObjectNode head(Comparison comparison) {
        var head = JsonNodeFactory.instance
                .objectNode()
                .put("traces_a", comparison.a())
                .put("traces_b", comparison.b());
        var numbers = head.putArray("numbers");
        for (var spread : comparison.numbers()) {
            var node = numbers.addObject().put("field", spread.field());
            node.set("a", statistics(spread.a()));
            node.set("b", statistics(spread.b()));
        }
        var leftOut = head.putArray("left_out");
        comparison.asked().forEach(leftOut::add);
        return head;
    }

    private static ObjectNode statistics(Statistics statistics) {
        var node = JsonNodeFactory.instance.objectNode().put("traces", statistics.traces());
        if (statistics.traces() > 0) {
            node.put("p50", statistics.median()).put("p95", statistics.p95());
        }
        return node;
    }
}
