package dev.trawl.cli.stats;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.Sheet;
import dev.trawl.query.stats.Histogram;
import dev.trawl.query.stats.Histogram.Bar;
import dev.trawl.query.stats.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bars of text, one a line, in eighths of a column. */
final class BarChart {
    private static final int LONGEST = 40;
    private static final int EIGHTHS = 8;
    private static final String PARTS = " ▏▎▍▌▋▊▉";
    private static final String FULL = "█";
    private static final String SHADED = "▒";

    private static final int SHORTEST = 10;
    private static final int GAP = 2;

    private final Colours colours;
    private final Optional<Metric> metric;
    private final int longest;
    private final Sheet sheet;

    /**
     * The bars of a histogram; none without one.
     *
     * @param width how many columns there are for the whole chart
     */
    BarChart(Optional<Histogram> histogram, int width, Colours colours) {
        this.colours = colours;
        metric = histogram.map(Histogram::metric).filter(shown -> shown.field().isPresent());
        var bars = histogram.map(Histogram::bars).orElse(List.of());
        int errors = widest("errors", bars, bar -> Quantity.number(bar.errors()));
        int room = width - histogram.map(this::before).orElse(0) - GAP;
        boolean withErrors = room - errors - GAP >= SHORTEST;
        longest = Math.min(LONGEST, withErrors ? room - errors - GAP : room);
        var columns = new ArrayList<Sheet.Column>(List.of(
                new Sheet.Column("", "from", false).whole(),
                new Sheet.Column("start_ms", "", true),
                new Sheet.Column("start", "", false),
                new Sheet.Column("count", "count", true),
                new Sheet.Column("errors", withErrors ? "errors" : "", true)));
        metric.ifPresent(shown -> columns.add(new Sheet.Column(shown.written(), Figure.header(shown), true)));
        columns.add(new Sheet.Column("", longest >= SHORTEST / 2 ? " " : "", false).whole());
        sheet = new Sheet(columns);
        histogram.ifPresent(this::draw);
    }

    /** Columns before the bars, but for those of errors. */
    private int before(Histogram histogram) {
        var bars = histogram.bars();
        return widest("from", bars, bar -> from(bar, histogram))
                + GAP
                + widest("count", bars, bar -> Quantity.number(bar.count()))
                + metric.map(shown -> GAP
                                + widest(
                                        Figure.header(shown),
                                        bars,
                                        bar -> Figure.of(shown, bar.number()).shown()))
                        .orElse(0);
    }

    private static int widest(String header, List<Bar> bars, Function<Bar, String> text) {
        return bars.stream().map(text).mapToInt(String::length).reduce(header.length(), Math::max);
    }

    private static String from(Bar bar, Histogram histogram) {
        return TimeText.start(bar.start(), histogram.grid().width());
    }

    Sheet sheet() {
        return sheet;
    }

    private void draw(Histogram histogram) {
        double greatest = histogram.bars().stream()
                .flatMap(bar -> bar.number().stream())
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(0);
        for (var bar : histogram.bars()) {
            var cells = new ArrayList<Sheet.Cell>(List.of(
                    Sheet.Cell.of(from(bar, histogram)),
                    Sheet.Cell.of(bar.start()),
                    Sheet.Cell.of(Instant.ofEpochMilli(bar.start()).toString()),
                    Sheet.Cell.of(bar.count()),
                    Sheet.Cell.of(bar.errors())));
            metric.ifPresent(shown -> cells.add(Figure.of(shown, bar.number())));
            cells.add(new Sheet.Cell(JsonNodeFactory.instance.nullNode(), drawn(bar, greatest), this::painted));
            sheet.add(cells);
        }
    }

    private String drawn(Bar bar, double greatest) {
        double number = bar.number().map(BigDecimal::doubleValue).orElse(0.0);
        if (greatest <= 0 || number <= 0 || longest <= 0) {
            return "";
        }
        long eighths = Math.max(1, Math.round(number / greatest * longest * EIGHTHS));
        int full = (int) (eighths / EIGHTHS);
        int rest = (int) (eighths % EIGHTHS);
        int failed =
                metric.isEmpty() && bar.count() > 0 ? (int) Math.round((double) full * bar.errors() / bar.count()) : 0;
        return FULL.repeat(full - failed) + SHADED.repeat(failed) + (rest == 0 ? "" : PARTS.substring(rest, rest + 1));
    }

    private String painted(String bar) {
        int from = bar.indexOf(SHADED);
        int to = bar.lastIndexOf(SHADED) + 1;
        return colours == Colours.NONE || from < 0
                ? bar
                : bar.substring(0, from) + colours.red(FULL.repeat(to - from)) + bar.substring(to);
    }
}
