package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.render.ReadableTable.Cell;
import dev.trawl.cli.render.ReadableTable.Column;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadableTableTest {
    private static final List<Column> COLUMNS =
            List.of(new Column("id", false, false), new Column("n", false, true), new Column("text", true, false));

    @Test
    void columnsAreAsWideAsTheirCells() {
        var rows = List.of(cells("a", "1", "日本語"), cells("bcd", "100", "x"));

        assertThat(table(rows, 80)).isEqualTo("""
            id     n  text
            a      1  日本語
            bcd  100  x\
            """);
    }

    @Test
    void theWidestTextGivesWayWhenTheTableIsTooWide() {
        var rows = List.of(cells("a", "1", "a text of many words"));

        assertThat(table(rows, 20)).isEqualTo("""
            id  n  text
            a   1  a text of ma…\
            """);
        assertThat(table(rows, 2).lines().toList().getLast()).isEqualTo("a   1  a text …");
    }

    private static String table(List<List<Cell>> rows, int width) {
        var table = new ReadableTable(COLUMNS, rows, width, Colours.NONE);
        return String.join(
                "\n",
                Stream.concat(Stream.of(table.header()), rows.stream().map(table::row))
                        .toList());
    }

    private static List<Cell> cells(String... texts) {
        return Stream.of(texts).map(Cell::of).toList();
    }
}
