package dev.trawl.query.columns;

import java.util.stream.IntStream;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SparseFixedBitSet;

/**
 * Documents by their numbers in the whole index, to be asked in both ways.
 *
 * @param numbers ascending
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record DocumentSet(FixedBitSet all, int[] numbers) {
    public static DocumentSet of(FixedBitSet all) {
        var numbers = new int[all.cardinality()];
        var each = new BitSetIterator(all, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = each.nextDoc();
        }
        return new DocumentSet(all, numbers);
    }

    public int size() {
        return numbers.length;
    }

    boolean has(int document) {
        return all.get(document);
    }

    /** Those that others have, too. */
    int[] among(SparseFixedBitSet others) {
        var both = IntStream.builder();
        var each = new BitSetIterator(others, others.approximateCardinality());
        for (int document = each.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = each.nextDoc()) {
            if (has(document)) {
                both.add(document);
            }
        }
        return both.build().toArray();
    }
}
