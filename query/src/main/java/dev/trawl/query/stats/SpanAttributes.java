package dev.trawl.query.stats;

import dev.trawl.query.bind.SpanField;
import dev.trawl.query.scan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;

/**
 * Which pairs of key and value the spans of one segment have for one field, span by span. Of the readings of the field the
 * first counts that a span has. Pairs are told by numbers of this field alone. Not thread-safe.
 */
final class SpanAttributes {
    /** The span does not have the attribute. */
    static final int NONE = -1;

    /** Those that any span of the segment has. */
    private final ReadAttribute[] readings;

    /** By reading: the number of its first pair; then one above all numbers. */
    private final int[] firsts;

    /** A pair by its number. */
    interface EachPair {
        void take(int pair) throws IOException;
    }

    SpanAttributes(LeafReader reader, SpanField.Keyed field) throws IOException {
        var some = new ArrayList<ReadAttribute>();
        for (var reading : field.readings()) {
            var attribute = new ReadAttribute(
                    reader, reading, reading.equals(field.readings().getLast()));
            if (attribute.size() > 0) {
                some.add(attribute);
            }
        }
        readings = some.toArray(ReadAttribute[]::new);
        firsts = new int[readings.length + 1];
        for (int i = 0; i < readings.length; i++) {
            firsts[i + 1] = firsts[i] + readings[i].size();
        }
    }

    /** All numbers of pairs are below. */
    int size() {
        return firsts[readings.length];
    }

    /**
     * Begins to read the spans of a document that has a table of them.
     *
     * @return whether all values of the field are there
     */
    boolean open(int document) throws IOException {
        boolean complete = true;
        for (var reading : readings) {
            complete &= reading.open(document);
        }
        return complete;
    }

    /** Goes on to the next span of the document; the number of its pair, or {@link #NONE}. */
    int next() {
        int found = NONE;
        for (int i = readings.length - 1; i >= 0; i--) {
            int pair = readings[i].next();
            found = pair == NONE ? found : firsts[i] + pair;
        }
        return found;
    }

    /** The value of the field for spans that have a pair. */
    Optional<Value> value(int pair) throws IOException {
        int i = readingOf(pair);
        return readings[i].value(pair - firsts[i]);
    }

    /** The value as a number; not a number if it spells none. */
    double number(int pair) throws IOException {
        int i = readingOf(pair);
        return readings[i].number(pair - firsts[i]);
    }

    private int readingOf(int pair) {
        int i = 0;
        while (pair >= firsts[i + 1]) {
            i++;
        }
        return i;
    }

    /** {@link ReadAttribute#eachInOrder}, of all readings. */
    void eachInOrder(int documents, EachPair taker) throws IOException {
        for (int i = 0; i < readings.length; i++) {
            int first = firsts[i];
            readings[i].eachInOrder(documents, pair -> taker.take(first + pair));
        }
    }
}
