package dev.trawl.cli.show;

import java.util.ArrayList;
import java.util.List;

/** The lines before the names of a tree. Rows have to come in their order. */
final class Guides {
    /** Levels that are drawn; of deeper ones only the last. */
    private static final int DEEPEST = 12;

    private final List<Boolean> more = new ArrayList<>();

    /** What stands before the name in a row: {@code │  ├─ }. */
    String of(SpanTree.Row row) {
        while (more.size() > row.depth()) {
            more.removeLast();
        }
        var guides = new StringBuilder();
        int first = Math.max(1, row.depth() - DEEPEST);
        if (first > 1) {
            guides.append("⋯").append(first).append(' ');
        }
        for (int level = first; level < row.depth(); level++) {
            guides.append(more.get(level) ? "│  " : "   ");
        }
        if (row.depth() > 0) {
            guides.append(row.last() ? "└─ " : "├─ ");
        }
        more.add(!row.last());
        return guides.toString();
    }
}
