package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.render.ReadableTable.Cell;
import dev.trawl.cli.render.ReadableTable.Column;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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
        assertThat(table(rows, 11).lines().toList().getLast()).isEqualTo("a   1  a t…");
        assertThat(table(rows, 10).lines().toList().getLast()).isEqualTo("a   1");
    }

    @Test
    void tablesAreAsWideAsTheTerminalAtMost() {
        var texts = List.of("tr-0123456789", "12,345,678", "日本語の長いテキスト🔎 e\u0301");
        for (int width = 2; width <= 200; width++) {
            assertThat(table(List.of(cells(texts.toArray(String[]::new))), width)
                            .lines())
                    .as("%d", width)
                    .allMatch(fits(width));
            assertThat(sheet(texts).table(Colours.NONE, width).lines())
                    .as("%d", width)
                    .allMatch(fits(width));
            var line = new PaintedLine();
            texts.forEach(text -> line.addFlexible(text, UnaryOperator.identity()));
            assertThat(line.within(width)).matches(fits(width));
        }
    }

    @Test
    void aTextIsCutNoFurtherThanTheOthersLeaveToCut() {
        var line = new PaintedLine()
                .addFlexible("a".repeat(10), UnaryOperator.identity())
                .addFlexible("b".repeat(10), UnaryOperator.identity())
                .add("c".repeat(10));

        assertThat(line.within(26)).isEqualTo("aaa…  bbbbbbb…  cccccccccc");
    }

    @Test
    void aColumnThatCanBeSparedGoesBeforeTextsAreIllegible() {
        var sheet = sheet(List.of("1 of 3", "12,345", "a long text"));

        assertThat(sheet.table(Colours.NONE, 29).lines().toList().getLast()).isEqualTo("1 of 3  12,345  a long text");
        assertThat(sheet.table(Colours.NONE, 26).lines().toList().getLast()).isEqualTo("12,345  a long text");
    }

    private static Predicate<String> fits(int width) {
        return line -> DisplayWidth.of(line) <= width;
    }

    private static Sheet sheet(List<String> texts) {
        var sheet = new Sheet(List.of(
                new Sheet.Column("share", "share", true).spare(),
                new Sheet.Column("count", "count", true),
                new Sheet.Column("text", "text", false)));
        sheet.add(texts.stream().map(Sheet.Cell::of).toList());
        return sheet;
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
