package dev.trawl.query.stats;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.scan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;

/**
 * Which pairs of key and value the spans of one segment have for one field, span by span. Pairs are told by their numbers in
 * the segment. Not thread-safe.
 */
final class SpanAttributes {
    /** The span does not have the attribute. */
    static final int NONE = -1;

    private final SortedSetDocValues pairs;
    private final BinaryDocValues tables;
    private final AttributeTable table = new AttributeTable();
    private final List<Range> ranges = new ArrayList<>();

    /** Of the trace, by range: positions of its first pair there and of the first one behind. */
    private final int[] from;

    private final int[] to;
    private long[] own = {};

    /** @param path into the values */
    private record Range(AttributeKey key, List<String> path) {}

    SpanAttributes(LeafReader reader, SpanField.Keyed field) throws IOException {
        pairs = DocValues.getSortedSet(reader, IndexField.ATTRIBUTE_PAIRS);
        tables = DocValues.getBinary(reader, IndexField.ATTRIBUTE_TABLE);
        for (var reading : field.readings()) {
            var key = AttributeKey.of(pairs, Terms.prefix(reading.key()));
            if (!key.isEmpty()) {
                ranges.add(new Range(key, reading.path()));
            }
        }
        from = new int[ranges.size()];
        to = new int[ranges.size()];
    }

    /** How many numbers of pairs there are. */
    int size() throws IOException {
        return Math.toIntExact(pairs.getValueCount());
    }

    /**
     * Begins to read the spans of a document that has a table.
     *
     * @return whether all values of the field are there
     */
    boolean open(int document) throws IOException {
        tables.advanceExact(document);
        table.open(tables.binaryValue());
        boolean any = pairs.advanceExact(document);
        own = new long[any ? pairs.docValueCount() : 0];
        for (int i = 0; i < own.length; i++) {
            own[i] = pairs.nextOrd();
        }
        boolean complete = true;
        for (int i = 0; i < from.length; i++) {
            var key = ranges.get(i).key();
            from[i] = positionOf(key.first());
            to[i] = positionOf(key.end());
            complete &= to[i] == from[i] || own[to[i] - 1] < key.tooLong();
        }
        return complete;
    }

    /** The position of the first of the trace's pairs that has this number or a higher one. */
    private int positionOf(long number) {
        int position = 0;
        while (position < own.length && own[position] < number) {
            position++;
        }
        return position;
    }

    /** Goes on to the next span of the document; the number of its pair, or {@link #NONE}. */
    int next() {
        table.next();
        for (int i = 0; i < from.length; i++) {
            int position = table.between(from[i], to[i]);
            if (position >= 0) {
                return (int) own[position];
            }
        }
        return NONE;
    }

    /** The value of the field for spans that have a pair. */
    Optional<Value> value(int pair) throws IOException {
        for (var range : ranges) {
            if (range.key().has(pair)) {
                return Value.inAttribute(range.key().value(pairs, pair), range.path());
            }
        }
        throw new IllegalArgumentException("not a pair of the field: " + pair);
    }
}
