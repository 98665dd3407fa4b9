package dev.trawl.query.stats;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.columns.AttributeKey;
import dev.trawl.query.columns.Dictionary;
import dev.trawl.query.scan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/**
 * Which pairs of key and value the spans of one segment have for one reading of a field, span by span. Pairs are told by
 * their numbers, counted from the first of the reading. Not thread-safe.
 */
final class ReadAttribute {
    /** A guess: a value that is read out of order takes so many times as long. */
    private static final int MOST_VALUES_PER_DOCUMENT = 8;

    /** JSON that is a number, finite as a double. */
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,40})?(?:[eE]-[0-9]{1,3})?");

    private final SortedSetDocValues pairs;
    private final BinaryDocValues tables;
    private final AttributeTable table = new AttributeTable();
    private final Place[] places;

    /** The pairs of the document, and whether any is in a place. */
    private long[] own = {};

    private boolean found;

    /** Of the document, by place: positions of its first pair there and of the first one behind. */
    private final int[] from;

    private final int[] to;

    /** The first position in any place, and the one behind the last. */
    private int first;

    private int last;

    /** The number in the segment of the first pair, and behind the last one. */
    private final int start;

    private final int end;

    /**
     * Where the field is looked for: among pairs of one key, of a member of its values, or of a key's flat objects.
     *
     * @param path into the values
     */
    private record Place(AttributeKey key, List<String> path) {}

    /**
     * A reading of a field.
     *
     * @param isLast whether no other reading follows; else this one also counts for spans that have an object without the
     *     member, which then have no value
     */
    ReadAttribute(LeafReader reader, SpanField.Reading reading, boolean isLast) throws IOException {
        var key = reading.key();
        var path = reading.path();
        int share = AttributeTable.share(key);
        pairs = DocValues.getSortedSet(reader, IndexField.attributePairs(share));
        tables = DocValues.getBinary(reader, IndexField.attributeTable(share));
        boolean isMember = path.size() == 1;
        var all = new ArrayList<Place>();
        if (isMember) {
            all.add(place(AttributeTable.prefix(key, path.getFirst()), List.of()));
        }
        all.add(place(Terms.prefix(key), path));
        if (!isMember || !isLast) {
            all.add(place(AttributeTable.prefixOfObjects(key), path));
        }
        places = all.stream().filter(place -> !place.key.isEmpty()).toArray(Place[]::new);
        from = new int[places.length];
        to = new int[places.length];
        start = Arrays.stream(places).mapToInt(place -> place.key.first()).min().orElse(0);
        end = Arrays.stream(places).mapToInt(place -> place.key.end()).max().orElse(0);
    }

    private Place place(BytesRef prefix, List<String> path) throws IOException {
        return new Place(AttributeKey.of(pairs, prefix), path);
    }

    /** All numbers of pairs are below. */
    int size() {
        return end - start;
    }

    /**
     * Begins to read the spans of a document.
     *
     * @return whether all values are there
     */
    boolean open(int document) throws IOException {
        found = false;
        if (!pairs.advanceExact(document)) {
            return true;
        }
        readPairs();
        boolean complete = true;
        for (int place = 0; place < places.length; place++) {
            boolean any = from[place] < to[place];
            found |= any;
            complete &= !any || own[to[place] - 1] < places[place].key.tooLong();
        }
        if (found) {
            tables.advanceExact(document);
            table.open(tables.binaryValue());
        }
        return complete;
    }

    /** They come in ascending order; none is read behind the last place. */
    private void readPairs() throws IOException {
        int count = pairs.docValueCount();
        own = ArrayUtil.growNoCopy(own, count);
        first = 0;
        last = 0;
        while (last < count) {
            long pair = pairs.nextOrd();
            if (pair >= end) {
                break;
            }
            own[last++] = pair;
            first += pair < start ? 1 : 0;
        }
        for (int place = 0; place < places.length; place++) {
            from[place] = position(places[place].key.first(), first);
            to[place] = position(places[place].key.end(), from[place]);
        }
    }

    /** The position, from one on, of the first of the document's pairs that is not below a pair. */
    private int position(int pair, int from) {
        int at = from;
        while (at < last && own[at] < pair) {
            at++;
        }
        return at;
    }

    /** Goes on to the next span of the document; the number of its pair, or {@link SpanAttributes#NONE}. */
    int next() {
        if (!found) {
            return SpanAttributes.NONE;
        }
        int position = table.next(from, to, first, last);
        return position < 0 ? SpanAttributes.NONE : (int) own[position] - start;
    }

    /** The value of the field for spans that have a pair. */
    Optional<Value> value(int pair) throws IOException {
        var place = placeOf(pair);
        return Value.inAttribute(json(place, pair), place.path);
    }

    /** The value as a number; not a number if it spells none. */
    double number(int pair) throws IOException {
        var place = placeOf(pair);
        var json = json(place, pair);
        if (place.path.isEmpty() && PLAIN_NUMBER.matcher(json).matches()) {
            return Double.parseDouble(json);
        }
        return Value.inAttribute(json, place.path)
                .map(value -> Dictionary.number(Dictionary.text(value)))
                .orElse(Double.NaN);
    }

    private String json(Place place, int pair) throws IOException {
        return place.key.value(pairs, start + pair);
    }

    private Place placeOf(int pair) {
        return Arrays.stream(places)
                .filter(place -> place.key.has(start + pair))
                .findFirst()
                .orElseThrow();
    }

    /**
     * All pairs that are a value of the field, in the order in which they are read fastest, unless a selection has so few
     * documents that it is quicker to read those that it comes to. Those that have to be taken apart are not among them:
     * mostly they stand there by their members, too.
     */
    void eachInOrder(int documents, SpanAttributes.EachPair taker) throws IOException {
        for (var place : places) {
            if (place.path.isEmpty() && place.key.values() / MOST_VALUES_PER_DOCUMENT <= documents) {
                for (int pair = place.key.first(); pair < place.key.tooLong(); pair++) {
                    taker.take(pair - start);
                }
            }
        }
    }
}
