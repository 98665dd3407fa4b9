package dev.trawl.query.stats;

import dev.trawl.query.bind.SpanField;
import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.FixedBitSet;

/** An attribute of one segment's spans as numbers. Not thread-safe. */
final class AttributeNumbers {
    private final SpanAttributes attributes;

    /** By the number of a pair; not a number if its value spells none. */
    private final double[] numbers;

    private final FixedBitSet known;

    /** @param documents that will be opened, about */
    AttributeNumbers(LeafReader reader, SpanField.Keyed field, int documents) throws IOException {
        attributes = new SpanAttributes(reader, field);
        numbers = new double[attributes.size()];
        known = new FixedBitSet(numbers.length);
        attributes.eachInOrder(documents, this::number);
    }

    /** Whether all values of the document's spans are there. */
    boolean open(int document) throws IOException {
        return attributes.open(document);
    }

    /** The number of the next span; not a number if it has none. */
    double next() throws IOException {
        int pair = attributes.next();
        if (pair == SpanAttributes.NONE) {
            return Double.NaN;
        }
        return number(pair);
    }

    private double number(int pair) throws IOException {
        if (!known.getAndSet(pair)) {
            numbers[pair] = attributes.number(pair);
        }
        return numbers[pair];
    }
}
