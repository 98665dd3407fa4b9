package dev.trawl.query.stats;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;

/** The selected traces of one segment, one after the other. */
final class SelectedTraces {
    private final SelectedDocuments selected;
    private final List<Ordinals> ordinals;
    private final List<Amounts> amounts;
    private final int[][] values;
    private final double[][] numbers;
    private int document = -1;

    SelectedTraces(SelectedDocuments selected, List<Ordinals> ordinals, List<Amounts> amounts) {
        this.selected = selected;
        this.ordinals = ordinals;
        this.amounts = amounts;
        values = new int[ordinals.size()][];
        numbers = new double[amounts.size()][];
    }

    /** Goes on to the next one; false behind the last. */
    boolean next() throws IOException {
        document = selected.next(document + 1);
        if (document == DocIdSetIterator.NO_MORE_DOCS) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = ordinals.get(i).of(document);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = amounts.get(i).of(document);
        }
        return true;
    }

    /** The ordinals of the trace by field; overwritten by the next one's. */
    int[][] values() {
        return values;
    }

    /** The same for its numbers, by amount. */
    double[][] numbers() {
        return numbers;
    }
}
