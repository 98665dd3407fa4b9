package dev.trawl.query.stats;

import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Documents by their numbers in the whole index, to be asked in both ways.
 *
 * @param numbers ascending
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
record DocumentSet(FixedBitSet all, int[] numbers) {
    static DocumentSet of(FixedBitSet all) {
        var numbers = new int[all.cardinality()];
        var each = new BitSetIterator(all, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = each.nextDoc();
        }
        return new DocumentSet(all, numbers);
    }

    int size() {
        return numbers.length;
    }

    boolean has(int document) {
        return all.get(document);
    }

    /** Those that others have, too. */
    int[] among(FixedBitSet others) {
        var both = all.clone();
        both.and(others);
        return of(both).numbers();
    }
}
