package dev.trawl.cli.diff;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.ReadingOptions;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.get.TraceById;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Moment;
import dev.trawl.cli.render.PaintedLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.ReadableTable;
import dev.trawl.cli.render.ReadableTable.Cell;
import dev.trawl.cli.render.ReadableTable.Column;
import dev.trawl.cli.render.Statuses;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import dev.trawl.trace.Trace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl diff}: two traces side by side, step by step. */
public final class DiffCommand implements Callable<Integer> {
    private static final int DEEPEST_INDENT = 20;
    private static final int DIFFERENCES_SHOWN = 10;
    private static final String MISSING = "(nothing)";

    private final Surroundings surroundings;

    private final Parameter<String> firstId = Parameter.argument()
            .takes("ID", "The first trace; the beginning of its id is enough.")
            .text("");

    private final Parameter<String> secondId =
            Parameter.argument().takes("ID", "The second trace.").text("");

    private final Parameter<Boolean> all =
            Parameter.option("--all").flag("List steps without a difference, too, and every difference.");

    private final ReadingOptions reading;

    public DiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.reading = new ReadingOptions(surroundings);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("diff");
        specification
                .usageMessage()
                .description(
                        "Show two traces side by side, step by step, and what differs in each step.",
                        "",
                        "Steps are matched by the names above them, their own name, and how often it came before.")
                .footer("", "Example:", "  trawl diff tr-f8508702 tr-0751c1f8");
        Parameter.addAll(specification, firstId, secondId, all);
        Parameter.addAll(specification, reading.options());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var redaction = reading.redaction();
        var folder = reading.folder();
        try (var search = reading.index()) {
            var first = redaction.apply(
                    TraceById.beginning(search, folder, firstId.value()).trace());
            var second = redaction.apply(
                    TraceById.beginning(search, folder, secondId.value()).trace());
            try (var pager = reading.pager()) {
                new Page(pager.output()).print(first, second);
            }
        }
        return ExitCode.SUCCESS.number();
    }

    /** A step, and in what its two spans differ. */
    private record Compared(AlignedSpans.Pair pair, List<JsonDifference> differences) {
        static Compared of(AlignedSpans.Pair pair) {
            return new Compared(
                    pair,
                    pair.first().isPresent() && pair.second().isPresent()
                            ? SpanDifferences.between(
                                    pair.first().get(), pair.second().get())
                            : List.of());
        }

        boolean inBoth() {
            return pair.first().isPresent() && pair.second().isPresent();
        }

        /** {@code -} only in the first trace, {@code +} only in the second, {@code ~} in both with differences. */
        String mark() {
            if (inBoth()) {
                return differences.isEmpty() ? " " : "~";
            }
            return pair.first().isPresent() ? "-" : "+";
        }
    }

    /** Where the two are shown. */
    private final class Page {
        private final Output output;
        private final Colours colours = surroundings.outputColours();
        private final int width = surroundings.textColumns();

        Page(Output output) {
            this.output = output;
        }

        void print(Trace first, Trace second) {
            head("-", first);
            head("+", second);
            var steps = AlignedSpans.of(first.spans(), second.spans()).stream()
                    .map(Compared::of)
                    .toList();
            if (!steps.isEmpty()) {
                output.line("");
                table(steps);
            }
            steps.stream().filter(step -> !step.differences().isEmpty()).forEach(this::details);
        }

        private void head(String mark, Trace trace) {
            var info = trace.info();
            var told = new PaintedLine()
                    .add(info.traceId(), colours::cyan)
                    .addFlexible(info.name().orElse(""), UnaryOperator.identity())
                    .add(info.state(), status -> Statuses.painted(status, colours))
                    .add(info.executionDurationMs().map(Quantity::milliseconds).orElse("open"))
                    .add(Moment.absolute(Instant.ofEpochMilli(info.timestampMs())) + " UTC");
            output.line(mark + " " + told.within(width - 2));
        }

        private void table(List<Compared> steps) {
            var columns = List.of(
                    new Column(" ", false, false),
                    new Column("step", true, false),
                    new Column("- duration", false, true),
                    new Column("+ duration", false, true),
                    new Column("- tokens", false, true),
                    new Column("+ tokens", false, true),
                    new Column("differs in", true, false));
            var rows = new ArrayList<List<Cell>>();
            for (var step : steps) {
                if (all.value() || !step.mark().equals(" ") || step.pair().depth() == 0) {
                    rows.add(row(step));
                }
            }
            var table = new ReadableTable(columns, rows, width, colours);
            output.line(table.header());
            rows.forEach(row -> output.line(table.row(row)));
            long same = steps.stream().filter(step -> step.mark().equals(" ")).count();
            var summary = Quantity.of(steps.size(), "step") + ", " + Quantity.number(same) + " the same";
            output.line(colours.faint(Line.of(summary).within(width).text()));
        }

        private List<Cell> row(Compared step) {
            UnaryOperator<String> paint = switch (step.mark()) {
                case "-" -> colours::red;
                case "+" -> colours::green;
                case "~" -> colours::yellow;
                default -> UnaryOperator.identity();
            };
            var pair = step.pair();
            var name = "  ".repeat(Math.min(pair.depth(), DEEPEST_INDENT))
                    + pair.any().name();
            var parts = new LinkedHashSet<String>();
            step.differences().forEach(difference -> parts.add(difference.whole()));
            return List.of(
                    new Cell(Line.of(step.mark()), paint),
                    new Cell(Line.of(name), paint),
                    Cell.of(duration(pair.first())),
                    Cell.of(duration(pair.second())),
                    Cell.of(tokens(pair.first())),
                    Cell.of(tokens(pair.second())),
                    Cell.of(String.join(", ", parts)));
        }

        private void details(Compared step) {
            output.line("");
            output.line(
                    colours.bold(Line.of(step.pair().any().name()).within(width).text()));
            int shown = all.value() ? step.differences().size() : DIFFERENCES_SHOWN;
            step.differences().stream().limit(shown).forEach(difference -> {
                output.line("  "
                        + colours.faint(
                                Line.of(difference.path()).within(width - 2).text()));
                output.line("  " + colours.red(sided("- ", difference.first())));
                output.line("  " + colours.green(sided("+ ", difference.second())));
            });
            if (step.differences().size() > shown) {
                output.line("  and " + (step.differences().size() - shown) + " more; --all shows them");
            }
        }

        private String sided(String mark, Optional<String> text) {
            return Line.of(mark + text.orElse(MISSING)).within(width - 2).text();
        }

        private static String duration(Optional<Span> span) {
            return span.map(some -> some.durationNanos()
                            .map(nanos -> Quantity.milliseconds(nanos / 1_000_000))
                            .orElse("open"))
                    .orElse("");
        }

        private static String tokens(Optional<Span> span) {
            return span.flatMap(some -> some.attribute(MlflowKey.SPAN_TOKENS))
                    .map(usage -> usage.path("total_tokens"))
                    .filter(tokens -> tokens.isIntegralNumber())
                    .map(tokens -> Quantity.number(tokens.longValue()))
                    .orElse("");
        }
    }
}
