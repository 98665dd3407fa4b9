package dev.trawl.cli.render;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Harmless;
import dev.trawl.cli.render.ColumnWidths.Yield;
import dev.trawl.trace.PythonJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of values under named columns, for a person and for machines: a table, objects of JSON, lines of CSV. A column may
 * be for the table only, or for machines only.
 */
public final class Sheet {
    private static final int WIDEST = 72;
    private static final String CUT = "…";

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * A column.
     *
     * @param name for machines; empty if they do not see it
     * @param header for a person; empty if it is not in the table
     * @param right whether it stands at the right end, as numbers do
     * @param yields what it does in a table that is too wide; texts are cut and numbers stay
     */
    public record Column(String name, String header, boolean right, Yield yields) {
        public Column(String name, String header, boolean right) {
            this(name, header, right, right ? Yield.NOTHING : Yield.PLACES);
        }

        /** The same, never cut. */
        public Column whole() {
            return new Column(name, header, right, Yield.NOTHING);
        }

        /** The same, left out where there is no room. */
        public Column spare() {
            return new Column(name, header, right, Yield.ALL);
        }
    }

    /**
     * A value.
     *
     * @param value for machines
     * @param shown for a person
     * @param paint adds to that what takes no room, such as colour
     */
    public record Cell(JsonNode value, String shown, UnaryOperator<String> paint) {
        public Cell(JsonNode value, String shown) {
            this(value, shown, UnaryOperator.identity());
        }

        public static Cell of(String text) {
            return new Cell(JsonNodeFactory.instance.stringNode(text), text);
        }

        public static Cell of(long number) {
            return new Cell(JsonNodeFactory.instance.numberNode(number), Quantity.number(number));
        }

        public static Cell nothing(String shown) {
            return new Cell(JsonNodeFactory.instance.nullNode(), shown);
        }
    }

    public Sheet(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row, a cell for each column. */
    public void add(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * A table of aligned columns under their headers, without a line end after the last row.
     *
     * @param width how wide it may be; what does not fit is cut or left out
     */
    public String table(Colours colours, int width) {
        var lines = new ArrayList<String>();
        int[] widths = widths(width);
        lines.add(colours.bold(
                line(columns.stream().map(column -> Cell.of(column.header())).toList(), widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines);
    }

    /**
     * The lines of the table without the headers.
     *
     * @param width how wide they may be
     */
    public List<String> rowsOnly(int width) {
        int[] widths = widths(width);
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int[] widths(int width) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(columns.get(i).header());
            if (widths[i] == 0) {
                continue;
            }
            for (var row : rows) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(line(row.get(i).shown())));
            }
        }
        return ColumnWidths.fitting(widths, columns.stream().map(Column::yields).toList(), width);
    }

    private String line(List<Cell> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var column = columns.get(i);
            if (widths[i] > 0) {
                var whole = line(cells.get(i).shown());
                var text = DisplayWidth.of(whole) <= widths[i]
                        ? whole
                        : whole.substring(0, DisplayWidth.fitting(whole, widths[i] - 1)) + CUT;
                var painted = cells.get(i).paint().apply(text);
                var padding = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(text)));
                line.append(line.isEmpty() ? "" : ColumnWidths.GAP)
                        .append(column.right() ? padding + painted : painted + padding);
            }
        }
        return line.toString().stripTrailing();
    }

    /** On one line, nothing that acts on a terminal, cut where it is very long. */
    private static String line(String text) {
        var visible = Harmless.line(text);
        return visible.codePointCount(0, visible.length()) <= WIDEST
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, WIDEST - 1)) + CUT;
    }

    /** Each row as an object. */
    public List<ObjectNode> objects() {
        return rows.stream()
                .map(row -> {
                    var object = JsonNodeFactory.instance.objectNode();
                    for (int i = 0; i < row.size(); i++) {
                        if (!columns.get(i).name().isEmpty()) {
                            object.set(columns.get(i).name(), row.get(i).value());
                        }
                    }
                    return object;
                })
                .toList();
    }

    /** A header and a line for each row, without a line end after the last one. */
    public String csv() {
        var seen = columns.stream().filter(column -> !column.name().isEmpty()).toList();
        var lines = new ArrayList<String>();
        lines.add(CsvLine.of(seen.stream().map(Column::name).toList()));
        for (var object : objects()) {
            lines.add(CsvLine.of(
                    seen.stream().map(column -> csv(object.path(column.name()))).toList()));
        }
        return String.join("\n", lines);
    }

    private static String csv(JsonNode value) {
        return value.isNull() ? "" : value.isString() ? value.stringValue() : PythonJson.readable(value);
    }
}
