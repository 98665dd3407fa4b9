package dev.trawl.cli.show;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Quantity;
import dev.trawl.trace.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of a trace as a tree, a line each: name, type, duration, when it ran, tokens, the beginning of its id. Lines are
 * made as they are printed, so that a trace of many spans begins to show at once.
 */
public final class TreeText {
    private static final int ID_LENGTH = 6;
    private static final int NARROWEST_BAR = 8;
    private static final int WIDEST_BAR = 60;
    private static final int NARROWEST_NAME = 16;
    private static final int DURATION_COLUMNS = 8;
    private static final int TOKEN_COLUMNS = 7;
    private static final int WIDEST_TYPE = 12;
    private static final int GAPS = 2 * 5;
    private static final int NAMES_MEASURED = 2_000;

    private final List<SpanTree.Row> rows;
    private final Folding folding;
    private final Colours colours;
    private final int nameColumns;
    private final int typeColumns;
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
        typeColumns = Math.min(WIDEST_TYPE, widest(row -> type(row.span()).length(), "type"));
        var guides = new Guides();
        int widestName =
                widest(row -> Line.of(guides.of(row) + row.span().name()).width() + 2, "span");
        int rest = width - typeColumns - DURATION_COLUMNS - TOKEN_COLUMNS - ID_LENGTH - GAPS;
        nameColumns = Math.max(NARROWEST_NAME, Math.min(widestName, rest - Math.max(NARROWEST_BAR, rest / 3)));
        int bar = Math.clamp(rest - nameColumns, NARROWEST_BAR, WIDEST_BAR);
        waterfall = Waterfall.of(rows.stream().map(SpanTree.Row::span).toList(), bar);
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
        output.line(
                colours.bold(line("span", "type", "duration", "0 to " + Quantity.milliseconds(whole), "tokens", "id")));
        var guides = new Guides();
        int hidden = 0;
        var hiddenGuides = "";
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var before = guides.of(row);
            if (folding.hides(i)) {
                hiddenGuides = hidden == 0 ? before : hiddenGuides;
                hidden++;
                continue;
            }
            fold(hidden, hiddenGuides, output);
            hidden = 0;
            output.line(shown(row.span(), before, folding.faint(i)));
        }
        fold(hidden, hiddenGuides, output);
    }

    private void fold(int hidden, String guides, Output output) {
        if (hidden > 0) {
            output.line(colours.faint(guides.replace('─', '╌') + "… " + Quantity.of(hidden, "span")));
        }
    }

    private String shown(Span span, String guides, boolean faint) {
        boolean failed = SpanFigures.failed(span);
        var name = Line.of(span.name()).within(Math.max(1, nameColumns - guides.length() - (failed ? 2 : 0)));
        var mark = failed ? "✗ " : "";
        var painted = colours.faint(guides)
                + (failed ? colours.red(mark + name.text()) : faint ? colours.faint(name.text()) : name.text());
        int used = guides.length() + mark.length() + name.width();
        var bar = waterfall.bar(span);
        var barColour = failed ? colours.red(bar) : colours.cyan(bar);
        return (painted + " ".repeat(Math.max(0, nameColumns - used)) + "  "
                        + padded(Line.of(type(span)).within(typeColumns), typeColumns) + "  "
                        + right(duration(span), DURATION_COLUMNS) + "  "
                        + barColour + " ".repeat(Math.max(0, waterfall.columns() - bar.length())) + "  "
                        + right(SpanFigures.tokens(span).map(Quantity::number).orElse(""), TOKEN_COLUMNS) + "  "
                        + colours.faint(shortId(span)))
                .stripTrailing();
    }

    private String line(String name, String type, String duration, String bar, String tokens, String id) {
        return padded(Line.of(name), nameColumns) + "  " + padded(Line.of(type), typeColumns) + "  "
                + right(duration, DURATION_COLUMNS) + "  "
                + padded(Line.of(bar).within(waterfall.columns()), waterfall.columns()) + "  "
                + right(tokens, TOKEN_COLUMNS) + "  " + id;
    }

    private static String padded(Line line, int columns) {
        return line.text() + " ".repeat(Math.max(0, columns - line.width()));
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - text.length())) + text;
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
    static String shortId(Span span) {
        var id = Span.hexadecimal(span.spanId());
        return id.length() <= ID_LENGTH ? id : id.substring(0, ID_LENGTH);
    }

    /** Complaints of the spans where errors begin: those that failed with nothing below them that failed. */
    static void errors(List<SpanTree.Row> rows, int width, Colours colours, Output output) {
        var origins = origins(rows, width, colours);
        if (!origins.isEmpty()) {
            long failed =
                    rows.stream().filter(row -> SpanFigures.failed(row.span())).count();
            output.line("");
            output.line(colours.bold(Quantity.of(failed, "span") + " failed, it began here:"));
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
            var told = Line.of(row.span().name() + complaint).within(Math.max(NARROWEST_NAME, width - 4));
            lines.add("  " + colours.red("✗") + " " + told.text());
        }
        if (origins.size() > Folding.ORIGINS_SHOWN) {
            lines.add("  and in " + Quantity.of(origins.size() - Folding.ORIGINS_SHOWN, "more span"));
        }
        return lines;
    }
}
