package dev.trawl.query.columns;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.Terms;
import dev.trawl.index.TraceLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.BytesRef;

/**
 * Reads what can be said of the spans of one segment from its doc values, and puts the segments together. Not thread-safe.
 *
 * <p>Attributes with more than {@value #MOST_VALUES} different values in the index, such as counts of tokens, are left out:
 * hardly two traces share one.
 */
final class SpanColumnReading {
    private static final int MOST_VALUES = 100;

    private static final List<Place> NOWHERE = List.of();

    private final LeafReaderContext segment;
    private final CountWatch watch;
    private final Map<String, SpanValueSets> byField = new HashMap<>();

    /** Fields of attributes that have too many values in this segment alone. */
    private final Set<String> crowded = new HashSet<>();

    /** Fields in which the document that is read has something. */
    private final List<SpanValueSets> found = new ArrayList<>();

    /** Where a feature is noted. */
    private record Place(SpanValueSets field, int number) {}

    private SpanColumnReading(LeafReaderContext segment, CountWatch watch) {
        this.segment = segment;
        this.watch = watch;
    }

    /** Reads the columns of all fields on all cores. */
    static List<SpanColumn> of(IndexReader reader, TaskExecutor threads, CountWatch watch) throws IOException {
        var segments = threads.invokeAll(reader.leaves().stream()
                .<Callable<SpanColumnReading>>map(segment -> () -> {
                    var reading = new SpanColumnReading(segment, watch);
                    reading.read();
                    return reading;
                })
                .toList());
        var byField = new TreeMap<String, List<SpanValueSets>>();
        for (var each : segments) {
            each.byField.forEach((field, sets) ->
                    byField.computeIfAbsent(field, any -> new ArrayList<>()).add(sets));
        }
        segments.forEach(each -> byField.keySet().removeAll(each.crowded));
        return threads
                .invokeAll(byField.entrySet().stream()
                        .<Callable<SpanColumn>>map(
                                field -> () -> SpanValueSets.joined(field.getKey(), field.getValue(), reader.maxDoc()))
                        .toList())
                .stream()
                .filter(column -> !FieldNames.isSpanAttribute(column.field())
                        || column.values().size() <= MOST_VALUES)
                .toList();
    }

    private void read() throws IOException {
        var reader = segment.reader();
        var live = reader.getLiveDocs();
        var tables = DocValues.getBinary(reader, IndexField.SPAN_TABLE);
        var spans = DocValues.getNumeric(reader, IndexField.SPAN_COUNT);
        var columns = new ArrayList<Column>();
        columns.add(column(IndexField.SPAN_KINDS, term -> SpanFeature.of(SpanKind.of(term))));
        columns.add(column(IndexField.SPAN_MODELS, term -> SpanFeature.ofModel(Terms.text(term))));
        for (int share = 0; share < AttributeTable.SHARES; share++) {
            columns.add(attributes(share));
        }
        for (int document = 0; document < reader.maxDoc(); document++) {
            if (document % CountWatch.STRETCH == 0) {
                watch.goesOn();
            }
            if (live != null && !live.get(document)) {
                continue;
            }
            if (tables.advanceExact(document)) {
                for (var column : columns) {
                    find(column, document);
                }
                close(document);
            } else if (spans.advanceExact(document) && spans.longValue() > 0) {
                for (var span : TraceLookup.open(segment, document).spans()) {
                    find(places(SpanFeature.of(span.span())));
                }
                watch.read(1);
                close(document);
            }
        }
    }

    private void find(Column column, int document) throws IOException {
        if (column.values().advanceExact(document)) {
            for (int i = column.values().docValueCount(); i > 0; i--) {
                find(column.places().get((int) column.values().nextOrd()));
            }
        }
    }

    private void find(List<Place> places) {
        for (var place : places) {
            if (place.field().isClosed()) {
                found.add(place.field());
            }
            place.field().find(place.number());
        }
    }

    private void close(int document) {
        for (var field : found) {
            field.close(segment.docBase + document);
        }
        found.clear();
    }

    private List<Place> places(Collection<SpanFeature> features) {
        return features.stream()
                .map(feature -> {
                    var field = byField.computeIfAbsent(feature.field(), any -> new SpanValueSets());
                    return new Place(field, field.numberOf(feature));
                })
                .toList();
    }

    /** Doc values, each of which stands for features. */
    private record Column(SortedSetDocValues values, List<List<Place>> places) {}

    private Column column(String field, Function<BytesRef, List<SpanFeature>> features) throws IOException {
        var values = DocValues.getSortedSet(segment.reader(), field);
        var places = new ArrayList<List<Place>>();
        for (int i = 0; i < values.getValueCount(); i++) {
            places.add(places(features.apply(values.lookupOrd(i))));
        }
        return new Column(values, places);
    }

    /** Goes from key to key, and past the values of those that have too many. */
    private Column attributes(int share) throws IOException {
        var pairs = DocValues.getSortedSet(segment.reader(), IndexField.attributePairs(share));
        var places = new ArrayList<List<Place>>();
        while (places.size() < pairs.getValueCount()) {
            var keyed = AttributeKey.at(pairs, places.size());
            var field = AttributeTable.isMember(keyed.prefix())
                    ? Optional.<String>empty()
                    : FieldNames.ofSpanAttribute(keyed.key());
            if (field.isPresent() && keyed.values() <= MOST_VALUES) {
                for (int pair = keyed.first(); pair < keyed.end(); pair++) {
                    places.add(places(
                            pair < keyed.tooLong()
                                    ? SpanFeature.ofAttribute(field.get(), keyed.value(pairs, pair))
                                    : SpanFeature.ofLongAttribute(field.get())));
                }
            } else {
                field.ifPresent(crowded::add);
                while (places.size() < keyed.end()) {
                    places.add(NOWHERE);
                }
            }
        }
        return new Column(pairs, places);
    }
}
