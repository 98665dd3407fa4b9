package dev.trawl.cli.show;

import static dev.trawl.cli.render.ColumnWidths.GAP;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.render.ColumnWidths;
import dev.trawl.cli.render.ColumnWidths.Yield;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Quantity;
import dev.trawl.trace.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The spans of a trace as a tree, a line each: name, type, duration, when it ran, tokens, the beginning of its id. Lines are
 * made as they are printed, so that a trace of many spans begins to show at once.
 */
public final class TreeText {
    private static final int SHORTEST_ID = 6;
    private static final int NARROWEST_BAR = 8;
    private static final int WIDEST_BAR = 60;
    private static final int NARROWEST_NAME = 16;
    private static final int NARROWEST_DURATION = 8;
    private static final int NARROWEST_TOKENS = 7;
    private static final int WIDEST_TYPE = 12;
    private static final int GUIDED_NAME = 4;
    private static final int NAMES_MEASURED = 2_000;
    private static final int NAME = 0;
    private static final int TYPE = 1;
    private static final int DURATION = 2;
    private static final int BAR = 3;
    private static final int TOKENS = 4;
    private static final int ID = 5;
    private static final List<Yield> YIELDS =
            List.of(Yield.PLACES, Yield.ALL, Yield.NOTHING, Yield.ALL, Yield.ALL, Yield.NOTHING);

    private final List<SpanTree.Row> rows;
    private final Folding folding;
    private final Colours colours;
    private final int width;
    private final int idLength;
    private final int[] widths;
    private final Waterfall waterfall;

    /**
     * A tree.
     *
     * @param width how wide it may be
     */
    TreeText(List<SpanTree.Row> rows, Folding folding, int width, Colours colours) {
        this.rows = rows;
        this.folding = folding;
        this.colours = colours;
        this.width = width;
        idLength = idLength(rows);
        widths = widths();
        waterfall = Waterfall.of(rows.stream().map(SpanTree.Row::span).toList(), Math.max(1, widths[BAR]));
    }

    /** How wide the columns are: names and bars share what the others leave them. */
    private int[] widths() {
        var guides = new Guides();
        int widestName =
                widest(row -> Line.of(guides.of(row) + row.span().name()).width() + 2, "span");
        int[] wanted = new int[YIELDS.size()];
        wanted[TYPE] =
                Math.min(WIDEST_TYPE, widest(row -> Line.of(type(row.span())).width(), "type"));
        wanted[DURATION] =
                Math.max(NARROWEST_DURATION, widest(row -> duration(row.span()).length(), "duration"));
        wanted[TOKENS] =
                Math.max(NARROWEST_TOKENS, widest(row -> tokens(row.span()).length(), "tokens"));
        wanted[ID] = idLength;
        int rest = width - used(wanted);
        wanted[NAME] = Math.max(NARROWEST_NAME, Math.min(widestName, rest - Math.max(NARROWEST_BAR, rest / 3)));
        wanted[BAR] = Math.clamp(rest - wanted[NAME], NARROWEST_BAR, WIDEST_BAR);
        int[] fitting = ColumnWidths.fitting(wanted, YIELDS, width);
        int left = width
                - used(fitting)
                + (YIELDS.size()
                                - (int) IntStream.of(fitting)
                                        .filter(columns -> columns > 0)
                                        .count())
                        * GAP.length();
        fitting[NAME] += Math.clamp(widestName - fitting[NAME], 0, Math.max(0, left));
        return fitting;
    }

    private static int used(int[] widths) {
        return IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
    }

    /** With how many letters every id of the trace is another. */
    private static int idLength(List<SpanTree.Row> rows) {
        var ids = rows.stream()
                .map(row -> Span.hexadecimal(row.span().spanId()))
                .sorted()
                .distinct()
                .toList();
        int length = SHORTEST_ID;
        for (int i = 1; i < ids.size(); i++) {
            length = Math.max(length, common(ids.get(i - 1), ids.get(i)) + 1);
        }
        return length;
    }

    private static int common(String one, String other) {
        int mismatch = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        return mismatch < 0 ? one.length() : mismatch;
    }

    private interface Measure {
        int of(SpanTree.Row row);
    }

    private int widest(Measure measure, String header) {
        return Math.max(
                header.length(),
                rows.stream().limit(NAMES_MEASURED).mapToInt(measure::of).max().orElse(0));
    }

    void print(Output output) {
        long whole = (waterfall.end() - waterfall.start()) / 1_000_000;
        output.line(colours.bold(line(List.of(
                padded("span", NAME),
                padded("type", TYPE),
                right("duration", DURATION),
                padded("0 to " + Quantity.milliseconds(whole), BAR),
                right("tokens", TOKENS),
                "id"))));
        var guides = new Guides();
        int hidden = 0;
        int hiddenDepth = 0;
        var hiddenGuides = "";
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var before = guides.of(row);
            if (folding.hides(i)) {
                if (hidden > 0 && row.depth() < hiddenDepth) {
                    fold(hidden, hiddenGuides, output);
                    hidden = 0;
                }
                if (hidden == 0 || row.depth() == hiddenDepth) {
                    hiddenDepth = row.depth();
                    hiddenGuides = before;
                }
                hidden++;
                continue;
            }
            fold(hidden, hiddenGuides, output);
            hidden = 0;
            output.line(shown(row.span(), before, folding.faint(i)));
        }
        fold(hidden, hiddenGuides, output);
    }

    /** A line for hidden siblings and what is below them, at the place of the last of the siblings. */
    private void fold(int hidden, String guides, Output output) {
        if (hidden > 0) {
            var line = Line.of(guides.replace('─', '╌') + "… " + Quantity.of(hidden, "span"));
            output.line(colours.faint(line.within(width).text()));
        }
    }

    private String shown(Span span, String guides, boolean faint) {
        boolean failed = SpanFigures.failed(span);
        var before = guided(guides);
        var mark = failed ? "✗ " : "";
        var name = Line.of(mark + span.name()).within(Math.max(1, widths[NAME] - before.length()));
        var painted = failed ? colours.red(name.text()) : faint ? colours.faint(name.text()) : name.text();
        var bar = waterfall.bar(span);
        return line(List.of(
                colours.faint(before)
                        + painted
                        + " ".repeat(Math.max(0, widths[NAME] - before.length() - name.width())),
                padded(type(span), TYPE),
                right(duration(span), DURATION),
                (failed ? colours.red(bar) : colours.cyan(bar))
                        + " ".repeat(Math.max(0, waterfall.columns() - bar.length())),
                right(tokens(span), TOKENS),
                colours.faint(shortId(span))));
    }

    /** The end of the guides, where they leave a name no room. */
    private String guided(String guides) {
        int room = Math.max(0, widths[NAME] - GUIDED_NAME);
        return guides.length() <= room ? guides : "⋯" + guides.substring(guides.length() - Math.max(0, room - 1));
    }

    private String line(List<String> cells) {
        return IntStream.range(0, widths.length)
                .filter(i -> widths[i] > 0)
                .mapToObj(cells::get)
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String padded(String text, int column) {
        var line = Line.of(text).within(widths[column]);
        return line.text() + " ".repeat(widths[column] - line.width());
    }

    private String right(String text, int column) {
        var line = Line.of(text).within(widths[column]);
        return " ".repeat(widths[column] - line.width()) + line.text();
    }

    private static String tokens(Span span) {
        return SpanFigures.tokens(span).map(Quantity::number).orElse("");
    }

    static String type(Span span) {
        return span.type().orElse("");
    }

    static String duration(Span span) {
        return span.durationNanos()
                .map(nanos -> nanos < 1_000_000 && nanos >= 0 ? "<1 ms" : Quantity.milliseconds(nanos / 1_000_000))
                .orElse("open");
    }

    /** The beginning of the id, by which {@code --span} finds it. */
    private String shortId(Span span) {
        var id = Span.hexadecimal(span.spanId());
        return id.substring(0, Math.min(id.length(), idLength));
    }

    /** Complaints of the spans where errors begin: those that failed with nothing below them that failed. */
    static void errors(List<SpanTree.Row> rows, int width, Colours colours, Output output) {
        var origins = origins(rows, width, colours);
        if (!origins.isEmpty()) {
            long failed =
                    rows.stream().filter(row -> SpanFigures.failed(row.span())).count();
            output.line("");
            var title = Line.of(Quantity.of(failed, "span") + " failed, it began here:")
                    .within(width);
            output.line(colours.bold(title.text()));
            origins.forEach(output::line);
        }
    }

    /** The same, a line each, the first few. */
    public static List<String> origins(List<SpanTree.Row> rows, int width, Colours colours) {
        var origins = Folding.errorOrigins(rows);
        var lines = new ArrayList<String>();
        for (var row : origins.stream().limit(Folding.ORIGINS_SHOWN).toList()) {
            var complaint =
                    SpanFigures.complaint(row.span()).map(text -> "  " + text).orElse("");
            var told = Line.of(row.span().name() + complaint).within(width - 4);
            lines.add("  " + colours.red("✗") + " " + told.text());
        }
        if (origins.size() > Folding.ORIGINS_SHOWN) {
            var more = Quantity.of(origins.size() - Folding.ORIGINS_SHOWN, "more span");
            lines.add(Line.of("  and in " + more).within(width).text());
        }
        return lines;
    }
}
