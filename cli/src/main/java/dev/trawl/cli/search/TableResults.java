package dev.trawl.cli.search;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.render.ReadableTable;
import dev.trawl.cli.render.ReadableTable.Cell;
import dev.trawl.cli.render.ReadableTable.Column;
import dev.trawl.query.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table for a person. The first rows say how wide the columns are; from then on every row is shown as it comes.
 *
 * <p>Nothing at all is shown when there are no hits: the summary says so.
 */
final class TableResults implements Results {
    private static final int ROWS_MEASURED = 500;

    private final List<Column> columns;
    private final Rows rows;
    private final int width;
    private final Colours colours;
    private final Output output;
    private final List<Row> waiting = new ArrayList<>();
    private Optional<ReadableTable> table = Optional.empty();

    /**
     * What the table shows of a hit.
     *
     * @param below lines that stand below the row
     */
    record Row(List<Cell> cells, List<String> below) {}

    /** Makes the row of a hit. */
    interface Rows {
        Row of(Hit hit) throws IOException;
    }

    /**
     * A table.
     *
     * @param width how wide it may be
     */
    TableResults(List<Column> columns, Rows rows, int width, Colours colours, Output output) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.width = width;
        this.colours = colours;
        this.output = output;
    }

    @Override
    public void receive(Hit hit) throws IOException {
        var row = rows.of(hit);
        if (table.isPresent()) {
            print(row, table.get());
            return;
        }
        waiting.add(row);
        if (waiting.size() == ROWS_MEASURED) {
            begin();
        }
    }

    @Override
    public void finish(Optional<String> next) {
        if (table.isEmpty() && !waiting.isEmpty()) {
            begin();
        }
    }

    private void begin() {
        var begun = new ReadableTable(columns, waiting.stream().map(Row::cells).toList(), width, colours);
        output.line(begun.header());
        waiting.forEach(row -> print(row, begun));
        waiting.clear();
        table = Optional.of(begun);
    }

    private void print(Row row, ReadableTable begun) {
        output.line(begun.row(row.cells()));
        row.below().forEach(output::line);
    }
}
