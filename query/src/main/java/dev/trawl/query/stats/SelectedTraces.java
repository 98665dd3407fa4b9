package dev.trawl.query.stats;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;

/** The selected traces of one segment, one after the other. */
final class SelectedTraces implements Subject {
    private final SelectedDocuments selected;
    private final List<Ordinals> values;
    private final List<Amounts> amounts;
    private final double[][] numbers;
    private int document = -1;

    SelectedTraces(SelectedDocuments selected, List<Ordinals> values, List<Amounts> amounts) {
        this.selected = selected;
        this.values = values;
        this.amounts = amounts;
        numbers = new double[amounts.size()][];
    }

    /** Goes on to the next one; false behind the last. */
    boolean next() throws IOException {
        document = selected.next(document + 1);
        if (document == DocIdSetIterator.NO_MORE_DOCS) {
            return false;
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = amounts.get(i).of(document);
        }
        return true;
    }

    @Override
    public int[] values(int field) {
        return values.get(field).of(document);
    }

    @Override
    public double[] numbers(int amount) {
        return numbers[amount];
    }
}
