package dev.trawl.query.stats;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

/**
 * Counts, for what can be said of one span, the traces of some sets that have such a span. Used once for a segment, by one
 * thread.
 *
 * <p>Attributes with more than {@value #MOST_VALUES} different values in the index, such as counts of tokens, are left out:
 * hardly two traces share one.
 */
final class SpanCounts {
    static final int MOST_VALUES = 100;

    private static final int[] NOTHING = {};

    private final List<FixedBitSet> sets;
    private final FixedBitSet anySet;
    private final StoredReading stored;
    private final CountWatch watch;
    private final Map<SpanFeature, Integer> features = new HashMap<>();
    private final List<long[]> counts = new ArrayList<>();

    /** Fields of attributes that have too many values in this segment alone. */
    private final Set<String> crowded = new HashSet<>();

    /** By the number of a pair of an attribute, the feature that the value is and the one that the key is, plus 1; 0 for none. */
    private int[] ofPair = NOTHING;

    private int[] ofKey = NOTHING;

    /** By feature, the last document that was counted, plus 1. */
    private int[] lastCounted = new int[64];

    /** Of the document that is counted: by set, whether it is there. */
    private final boolean[] counting;

    private int document;

    private SpanCounts(List<FixedBitSet> sets, FixedBitSet anySet, StoredReading stored, CountWatch watch) {
        this.sets = sets;
        this.anySet = anySet;
        this.stored = stored;
        this.watch = watch;
        counting = new boolean[sets.size()];
    }

    /**
     * Counts on all cores.
     *
     * @param sets documents by their numbers in the whole index
     * @return for each feature that a document has a count for each set
     */
    static Map<SpanFeature, long[]> of(
            IndexSearcher searcher, List<FixedBitSet> sets, StoredReading stored, CountWatch watch) throws IOException {
        var anySet = sets.getFirst().clone();
        sets.forEach(anySet::or);
        var segments = searcher.getIndexReader().leaves().stream()
                .<Callable<SpanCounts>>map(segment -> () -> {
                    var ofSegment = new SpanCounts(sets, anySet, stored, watch);
                    ofSegment.count(segment);
                    return ofSegment;
                })
                .toList();
        var all = new HashMap<SpanFeature, long[]>();
        var leftOut = new HashSet<String>();
        for (var ofSegment : searcher.getTaskExecutor().invokeAll(segments)) {
            ofSegment.features.forEach(
                    (feature, number) -> all.merge(feature, ofSegment.counts.get(number), SpanCounts::sum));
            leftOut.addAll(ofSegment.crowded);
        }
        leftOut.addAll(crowded(all.keySet()));
        all.keySet().removeIf(feature -> leftOut.contains(attribute(feature)));
        all.values().removeIf(counted -> Arrays.stream(counted).allMatch(count -> count == 0));
        return all;
    }

    private static Set<String> crowded(Set<SpanFeature> features) {
        var values = new HashMap<String, Integer>();
        for (var feature : features) {
            if (feature instanceof SpanFeature.Attribute attribute) {
                values.merge(attribute.field(), 1, Integer::sum);
            }
        }
        values.values().removeIf(count -> count <= MOST_VALUES);
        return values.keySet();
    }

    /** The field that a feature of an attribute is about; empty for another feature. */
    private static String attribute(SpanFeature feature) {
        return switch (feature) {
            case SpanFeature.Attribute attribute -> attribute.field();
            case SpanFeature.Present present -> present.field();
            case SpanFeature.Name name -> "";
            case SpanFeature.Type type -> "";
            case SpanFeature.Status status -> "";
            case SpanFeature.Model model -> "";
            case SpanFeature.Failed failed -> "";
        };
    }

    private static long[] sum(long[] some, long[] more) {
        var sum = some.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
        return sum;
    }

    private void count(LeafReaderContext segment) throws IOException {
        var selected = new SelectedDocuments(segment, anySet);
        var reader = segment.reader();
        var tables = DocValues.getBinary(reader, IndexField.SPAN_TABLE);
        var spans = DocValues.getNumeric(reader, IndexField.SPAN_COUNT);
        var kinds = DocValues.getSortedSet(reader, IndexField.SPAN_KINDS);
        var models = DocValues.getSortedSet(reader, IndexField.SPAN_MODELS);
        var attributes = DocValues.getSortedSet(reader, IndexField.ATTRIBUTE_PAIRS);
        var ofKinds = numbers(kinds);
        for (int i = 0; i < ofKinds.length; i++) {
            ofKinds[i] = numbers(SpanFeature.of(SpanKind.of(kinds.lookupOrd(i))));
        }
        var ofModels = numbers(models);
        for (int i = 0; i < ofModels.length; i++) {
            ofModels[i] = numbers(SpanFeature.ofModel(Terms.text(models.lookupOrd(i))));
        }
        numberAttributes(attributes);
        var others = new ArrayList<Integer>();
        int looked = 0;
        for (int next = selected.next(0); next != DocIdSetIterator.NO_MORE_DOCS; next = selected.next(next + 1)) {
            if (looked++ % CountWatch.STRETCH == 0) {
                watch.goesOn();
            }
            if (tables.advanceExact(next)) {
                open(segment.docBase + next);
                countOrdinals(kinds, next, ofKinds);
                countOrdinals(models, next, ofModels);
                countAttributes(attributes, next);
            } else if (spans.advanceExact(next) && spans.longValue() > 0) {
                others.add(next);
            }
        }
        stored.each(
                segment,
                others.stream().mapToInt(Integer::intValue).toArray(),
                trace -> {
                    var found = new HashSet<SpanFeature>();
                    trace.spans().forEach(span -> found.addAll(SpanFeature.of(span.span())));
                    return found;
                },
                (other, found) -> {
                    open(segment.docBase + other);
                    found.forEach(feature -> count(number(feature)));
                });
    }

    /** By ordinal, the numbers of features; none yet. */
    private static int[][] numbers(SortedSetDocValues values) {
        var numbers = new int[Math.toIntExact(values.getValueCount())][];
        Arrays.fill(numbers, NOTHING);
        return numbers;
    }

    private int[] numbers(Set<SpanFeature> some) {
        return some.stream().mapToInt(this::number).toArray();
    }

    /** Goes from key to key, and past the values of those that have too many. */
    private void numberAttributes(SortedSetDocValues pairs) throws IOException {
        int size = Math.toIntExact(pairs.getValueCount());
        ofPair = new int[size];
        ofKey = new int[size];
        int first = 0;
        while (first < size) {
            var keyed = AttributeKey.at(pairs, first);
            var field = AttributeTable.isMember(keyed.prefix())
                    ? Optional.<String>empty()
                    : FieldNames.ofSpanAttribute(keyed.key());
            if (field.isPresent() && keyed.values() > MOST_VALUES) {
                crowded.add(field.get());
            } else if (field.isPresent()) {
                for (int i = first; i < keyed.end(); i++) {
                    numberPair(
                            i,
                            i < keyed.tooLong()
                                    ? SpanFeature.ofAttribute(field.get(), keyed.value(pairs, i))
                                    : SpanFeature.ofLongAttribute(field.get()));
                }
            }
            first = keyed.end();
        }
    }

    private void numberPair(int pair, Set<SpanFeature> ofPairAndKey) {
        for (var feature : ofPairAndKey) {
            if (feature instanceof SpanFeature.Present) {
                ofKey[pair] = number(feature) + 1;
            } else {
                ofPair[pair] = number(feature) + 1;
            }
        }
    }

    /** Of the many pairs of a trace few have a number: two arrays are quicker to look through than lists of features. */
    private void countAttributes(SortedSetDocValues pairs, int ofSegment) throws IOException {
        if (pairs.advanceExact(ofSegment)) {
            for (int i = pairs.docValueCount(); i > 0; i--) {
                int pair = (int) pairs.nextOrd();
                if (ofKey[pair] > 0) {
                    count(ofKey[pair] - 1);
                }
                if (ofPair[pair] > 0) {
                    count(ofPair[pair] - 1);
                }
            }
        }
    }

    private void countOrdinals(SortedSetDocValues values, int ofSegment, int[][] numbers) throws IOException {
        if (values.advanceExact(ofSegment)) {
            for (int i = values.docValueCount(); i > 0; i--) {
                for (int feature : numbers[(int) values.nextOrd()]) {
                    count(feature);
                }
            }
        }
    }

    private int number(SpanFeature feature) {
        return Optional.ofNullable(features.get(feature)).orElseGet(() -> {
            int number = features.size();
            features.put(feature, number);
            counts.add(new long[sets.size()]);
            if (number == lastCounted.length) {
                lastCounted = Arrays.copyOf(lastCounted, number * 2);
            }
            return number;
        });
    }

    /** Begins to count a document of the whole index. */
    private void open(int next) {
        document = next;
        for (int i = 0; i < counting.length; i++) {
            counting[i] = sets.get(i).get(document);
        }
    }

    /** Counts the document once for each feature, however many spans have it. */
    private void count(int feature) {
        if (lastCounted[feature] == document + 1) {
            return;
        }
        lastCounted[feature] = document + 1;
        var ofFeature = counts.get(feature);
        for (int i = 0; i < ofFeature.length; i++) {
            ofFeature[i] += counting[i] ? 1 : 0;
        }
    }
}
