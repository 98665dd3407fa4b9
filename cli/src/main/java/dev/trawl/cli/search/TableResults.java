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
import java.util.function.Supplier;

/**
 * A table for a person. The first rows say how wide the columns are; from then on every row is shown as it comes.
 *
 * <p>Nothing at all is shown when there are no hits: the summary says so, and what makes rows is never made.
 */
final class TableResults implements Results {
    private static final int ROWS_MEASURED = 500;

    private final Supplier<Layout> making;
    private final int width;
    private final Colours colours;
    private final Output output;
    private final List<Row> waiting = new ArrayList<>();
    private Optional<Layout> made = Optional.empty();
    private Optional<ReadableTable> table = Optional.empty();

    /** What the table shows. */
    record Layout(List<Column> columns, Rows rows) {
        Layout {
            columns = List.copyOf(columns);
        }
    }

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
     * @param making asked when there is a hit
     * @param width how wide it may be
     */
    TableResults(Supplier<Layout> making, int width, Colours colours, Output output) {
        this.making = making;
        this.width = width;
        this.colours = colours;
        this.output = output;
    }

    @Override
    public void receive(Hit hit) throws IOException {
        var row = layout().rows().of(hit);
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

    private Layout layout() {
        var layout = made.orElseGet(making);
        made = Optional.of(layout);
        return layout;
    }

    private void begin() {
        var begun = new ReadableTable(
                layout().columns(), waiting.stream().map(Row::cells).toList(), width, colours);
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
