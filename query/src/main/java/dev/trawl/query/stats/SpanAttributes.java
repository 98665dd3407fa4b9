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
import java.util.regex.Pattern;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * Which pairs of key and value the spans of one segment have for one field, span by span. Pairs are told by their numbers in
 * the segment. Not thread-safe.
 */
final class SpanAttributes {
    /** The span does not have the attribute. */
    static final int NONE = -1;

    /** A guess: a value that is read out of order takes so many times as long. */
    private static final int MOST_VALUES_PER_DOCUMENT = 8;

    /** JSON that is a number, finite as a double. */
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,40})?(?:[eE]-[0-9]{1,3})?");

    private final SortedSetDocValues pairs;
    private final BinaryDocValues tables;
    private final AttributeTable table = new AttributeTable();
    private final List<Place> places = new ArrayList<>();
    private long[] own = {};

    /** Where the field is looked for: among pairs of one key, or of a member of its values. */
    private static final class Place {
        private final AttributeKey key;
        private final List<String> path;

        /** Of the trace: positions of its first pair here and of the first one behind. */
        private int from;

        private int to;

        /** @param path into the values */
        Place(AttributeKey key, List<String> path) {
            this.key = key;
            this.path = path;
        }
    }

    SpanAttributes(LeafReader reader, SpanField.Keyed field) throws IOException {
        pairs = DocValues.getSortedSet(reader, IndexField.ATTRIBUTE_PAIRS);
        tables = DocValues.getBinary(reader, IndexField.ATTRIBUTE_TABLE);
        for (var reading : field.readings()) {
            if (reading.path().size() == 1) {
                add(AttributeTable.prefix(reading.key(), reading.path().getFirst()), List.of());
            }
            add(Terms.prefix(reading.key()), reading.path());
        }
    }

    private void add(BytesRef prefix, List<String> path) throws IOException {
        var key = AttributeKey.of(pairs, prefix);
        if (!key.isEmpty()) {
            places.add(new Place(key, path));
        }
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
        for (var place : places) {
            place.from = positionOf(place.key.first());
            place.to = positionOf(place.key.end());
            complete &= place.to == place.from || own[place.to - 1] < place.key.tooLong();
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
        for (var place : places) {
            int position = table.between(place.from, place.to);
            if (position >= 0) {
                return (int) own[position];
            }
        }
        return NONE;
    }

    /** The value of the field for spans that have a pair. */
    Optional<Value> value(int pair) throws IOException {
        var place = placeOf(pair);
        return Value.inAttribute(place.key.value(pairs, pair), place.path);
    }

    /** The value as a number; not a number if it spells none. */
    double number(int pair) throws IOException {
        var place = placeOf(pair);
        var json = place.key.value(pairs, pair);
        if (place.path.isEmpty() && PLAIN_NUMBER.matcher(json).matches()) {
            return Double.parseDouble(json);
        }
        return Value.inAttribute(json, place.path)
                .map(value -> Dictionary.number(Dictionary.text(value)))
                .orElse(Double.NaN);
    }

    private Place placeOf(int pair) {
        return places.stream().filter(place -> place.key.has(pair)).findFirst().orElseThrow();
    }

    /** A pair by its number. */
    interface EachPair {
        void take(int pair) throws IOException;
    }

    /**
     * All pairs that are a value of the field, in the order in which they are read soonest, unless a selection has so few
     * documents that it is quicker to read those that it comes to. Those that have to be taken apart are not among them:
     * mostly they stand there by their members, too.
     */
    void eachInOrder(int documents, EachPair taker) throws IOException {
        for (var place : places) {
            if (place.path.isEmpty() && place.key.values() / MOST_VALUES_PER_DOCUMENT <= documents) {
                for (int pair = place.key.first(); pair < place.key.tooLong(); pair++) {
                    taker.take(pair);
                }
            }
        }
    }
}
