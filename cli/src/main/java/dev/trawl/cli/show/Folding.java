package dev.trawl.cli.show;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** Which rows of a tree are shown: all, or those that are selected and what stands above them. */
final class Folding {
    static final int ORIGINS_SHOWN = 5;

    private final BitSet shown = new BitSet();
    private final BitSet selected = new BitSet();
    private final boolean everything;

    private Folding(boolean everything) {
        this.everything = everything;
    }

    static Folding none() {
        return new Folding(true);
    }

    static Folding to(List<SpanTree.Row> rows, Predicate<SpanTree.Row> selection) {
        var folding = new Folding(false);
        for (int i = 0; i < rows.size(); i++) {
            if (selection.test(rows.get(i))) {
                folding.selected.set(i);
                for (int above = i;
                        above >= 0 && !folding.shown.get(above);
                        above = rows.get(above).parent()) {
                    folding.shown.set(above);
                }
            }
        }
        return folding;
    }

    boolean hides(int row) {
        return !everything && !shown.get(row);
    }

    /** Whether a row is only shown for what is below it. */
    boolean faint(int row) {
        return !everything && !selected.get(row);
    }

    int selectedRows() {
        return selected.cardinality();
    }

    /** The failed spans with no failed one directly below them. */
    static List<SpanTree.Row> errorOrigins(List<SpanTree.Row> rows) {
        var passedOn = new BitSet();
        for (var row : rows) {
            if (SpanFigures.failed(row.span()) && row.parent() >= 0) {
                passedOn.set(row.parent());
            }
        }
        var origins = new ArrayList<SpanTree.Row>();
        for (int i = 0; i < rows.size(); i++) {
            if (SpanFigures.failed(rows.get(i).span()) && !passedOn.get(i)) {
                origins.add(rows.get(i));
            }
        }
        return origins;
    }
}
