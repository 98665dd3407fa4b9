package dev.trawl.cli.stats;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.render.Sheet;
import dev.trawl.query.stats.Histogram;
import dev.trawl.query.stats.Histogram.Bar;
import dev.trawl.query.stats.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bars of text, one a line, in eighths of a column. */
final class BarChart {
    private static final int LONGEST = 40;
    private static final int EIGHTHS = 8;
    private static final String PARTS = " ▏▎▍▌▋▊▉";
    private static final String FULL = "█";
    private static final String SHADED = "▒";

    /** What stands before the bars takes no more. */
    private static final int BEFORE_BARS = 42;

    private static final int SHORTEST = 10;

    private final Colours colours;
    private final int longest;
    private final boolean counts;
    private final Sheet sheet;

    /**
     * No bars yet.
     *
     * @param width how many columns there are for the whole chart
     */
    BarChart(Optional<Metric> metric, int width, Colours colours) {
        this.colours = colours;
        counts = metric.flatMap(Metric::field).isEmpty();
        int ofMetric = counts ? 0 : Figure.header(metric.orElseThrow()).length();
        longest = Math.clamp((long) width - BEFORE_BARS - ofMetric, SHORTEST, LONGEST);
        var columns = new ArrayList<Sheet.Column>(List.of(
                new Sheet.Column("", "from", false),
                new Sheet.Column("start_ms", "", true),
                new Sheet.Column("start", "", false),
                new Sheet.Column("count", "count", true),
                new Sheet.Column("errors", "errors", true)));
        if (!counts) {
            var shown = metric.orElseThrow();
            columns.add(new Sheet.Column(shown.written(), Figure.header(shown), true));
        }
        columns.add(new Sheet.Column("", " ", false));
        sheet = new Sheet(columns);
    }

    Sheet sheet() {
        return sheet;
    }

    void draw(Histogram histogram) {
        double greatest = histogram.bars().stream()
                .flatMap(bar -> bar.number().stream())
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(0);
        for (var bar : histogram.bars()) {
            var cells = new ArrayList<Sheet.Cell>(List.of(
                    Sheet.Cell.of(TimeText.start(bar.start(), histogram.grid().width())),
                    Sheet.Cell.of(bar.start()),
                    Sheet.Cell.of(Instant.ofEpochMilli(bar.start()).toString()),
                    Sheet.Cell.of(bar.count()),
                    Sheet.Cell.of(bar.errors())));
            if (!counts) {
                cells.add(Figure.of(histogram.metric(), bar.number()));
            }
            cells.add(new Sheet.Cell(JsonNodeFactory.instance.nullNode(), drawn(bar, greatest), this::painted));
            sheet.add(cells);
        }
    }

    private String drawn(Bar bar, double greatest) {
        double number = bar.number().map(BigDecimal::doubleValue).orElse(0.0);
        if (greatest <= 0 || number <= 0) {
            return "";
        }
        long eighths = Math.max(1, Math.round(number / greatest * longest * EIGHTHS));
        int full = (int) (eighths / EIGHTHS);
        int rest = (int) (eighths % EIGHTHS);
        int failed = counts && bar.count() > 0 ? (int) Math.round((double) full * bar.errors() / bar.count()) : 0;
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
