package dev.trawl.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * MLflow's plain table ({@code _create_table}, mlflow/utils/string_utils.py:42, 3.17.2): cells padded on the right to
 * their column's width, the last one too, two spaces between columns. Widths count code points.
 */
final class MlflowTable {
    private static final String GAP = "  ";
    private static final int NARROWEST_COLUMN = 4;

    private MlflowTable() {}

    /**
     * The table without a line end after the last line; without rows it is two empty lines, as in MLflow.
     */
    static String of(List<String> headers, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "\n";
        }
        int[] widths = IntStream.range(0, headers.size())
                .map(column -> width(headers.get(column), column, rows))
                .toArray();
        var lines = new ArrayList<String>();
        lines.add(line(headers, widths));
        lines.add(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines);
    }

    private static int width(String header, int column, List<List<String>> rows) {
        int longest =
                rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
        return Math.max(Math.max(longest, length(header) + 2), NARROWEST_COLUMN);
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> padded(cells.get(column), widths[column]))
                .collect(Collectors.joining(GAP));
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - length(cell));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
