package dev.trawl.cli.render;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.render.ColumnWidths.Yield;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for a person, as wide as asked for and not wider: what does not fit is cut or left out. Two spaces stand between
 * columns, the last one is not padded. Widths are those of the terminal.
 *
 * <p>Widths are settled by the first rows; later ones have to fit in.
 */
public final class ReadableTable {
    private final List<Column> columns;
    private final int[] widths;
    private final Colours colours;

    /**
     * A column.
     *
     * @param flexible whether its texts may be cut to make room
     * @param right whether its texts stand at its right end, as numbers do
     */
    public record Column(String header, boolean flexible, boolean right) {}

    /**
     * A cell.
     *
     * @param paint adds what takes no room
     */
    public record Cell(Line line, UnaryOperator<String> paint) {
        public static Cell of(String text) {
            return new Cell(Line.of(text), UnaryOperator.identity());
        }
    }

    /**
     * A table.
     *
     * @param first rows that say how wide columns have to be; at least one
     * @param width how wide the table may be
     */
    public ReadableTable(List<Column> columns, List<List<Cell>> first, int width, Colours colours) {
        this.columns = List.copyOf(columns);
        this.colours = colours;
        int[] wanted = IntStream.range(0, columns.size())
                .map(i -> Math.max(
                        DisplayWidth.of(columns.get(i).header()),
                        first.stream()
                                .mapToInt(row -> row.get(i).line().width())
                                .max()
                                .orElse(0)))
                .toArray();
        var yields = columns.stream()
                .map(column -> column.flexible() ? Yield.PLACES : Yield.NOTHING)
                .toList();
        widths = ColumnWidths.fitting(wanted, yields, width);
    }

    public String header() {
        var cells = columns.stream()
                .map(column -> new Cell(Line.of(column.header()), colours::bold))
                .toList();
        return row(cells);
    }

    public String row(List<Cell> cells) {
        var shown = new ArrayList<String>();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                shown.add(padded(cells.get(i), i));
            }
        }
        return shown.stream().collect(Collectors.joining(ColumnWidths.GAP)).stripTrailing();
    }

    private String padded(Cell cell, int column) {
        var line = cell.line().within(widths[column]);
        var text = line.painted(colours, cell.paint());
        var padding = " ".repeat(Math.max(0, widths[column] - line.width()));
        if (columns.get(column).right()) {
            return padding + text;
        }
        return column == widths.length - 1 ? text : text + padding;
    }
}
