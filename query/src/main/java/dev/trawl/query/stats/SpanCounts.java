package dev.trawl.query.stats;

import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.Terms;
import dev.trawl.query.scan.SpanModel;
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
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Counts, for what can be said of one span, the traces of some sets that have such a span. Used once for a segment, by one
 * thread.
 */
final class SpanCounts {
    private final List<FixedBitSet> sets;
    private final FixedBitSet anySet;
    private final StoredReading stored;
    private final CountWatch watch;
    private final Map<Feature, Integer> features = new HashMap<>();
    private final List<long[]> counts = new ArrayList<>();
    /** By feature, the last document that was counted, plus 1. */
    private int[] lastCounted = new int[64];

    /** What a span can have. */
    sealed interface Feature {
        record Name(String name) implements Feature {}

        record Type(String type) implements Feature {}

        record Status(String status) implements Feature {}

        record Model(String model) implements Feature {}

        /** Anything in that field. */
        record Present(String field) implements Feature {}

        /** A span of that name with status ERROR. */
        record Failed(String name) implements Feature {}
    }

    private SpanCounts(List<FixedBitSet> sets, FixedBitSet anySet, StoredReading stored, CountWatch watch) {
        this.sets = sets;
        this.anySet = anySet;
        this.stored = stored;
        this.watch = watch;
    }

    /**
     * Counts on all cores.
     *
     * @param sets documents by their numbers in the whole index
     * @return for each feature a count for each set
     */
    static Map<Feature, long[]> of(
            IndexSearcher searcher, List<FixedBitSet> sets, StoredReading stored, CountWatch watch) throws IOException {
        var anySet = sets.getFirst().clone();
        sets.forEach(anySet::or);
        var threads = searcher.getTaskExecutor();
        var segments = searcher.getIndexReader().leaves().stream()
                .<Callable<Map<Feature, long[]>>>map(
                        segment -> () -> new SpanCounts(sets, anySet, stored, watch).counted(segment))
                .toList();
        var all = new HashMap<Feature, long[]>();
        for (var ofSegment : threads.invokeAll(segments)) {
            ofSegment.forEach((feature, counts) -> all.merge(feature, counts, SpanCounts::sum));
        }
        return all;
    }

    private static long[] sum(long[] some, long[] more) {
        var sum = some.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
        return sum;
    }

    private Map<Feature, long[]> counted(LeafReaderContext segment) throws IOException {
        count(segment);
        var result = new HashMap<Feature, long[]>();
        features.forEach((feature, number) -> {
            if (lastCounted[number] > 0) {
                result.put(feature, counts.get(number));
            }
        });
        return result;
    }

    private void count(LeafReaderContext segment) throws IOException {
        var selected = new SelectedDocuments(segment, anySet);
        var reader = segment.reader();
        var tables = DocValues.getBinary(reader, IndexField.SPAN_TABLE);
        var spans = DocValues.getNumeric(reader, IndexField.SPAN_COUNT);
        var kinds = DocValues.getSortedSet(reader, IndexField.SPAN_KINDS);
        var models = DocValues.getSortedSet(reader, IndexField.SPAN_MODELS);
        var ofKinds = numbers(kinds, term -> features(SpanKind.of(term)));
        var ofModels = numbers(models, term -> features(Terms.text(term)));
        var others = new ArrayList<Integer>();
        int looked = 0;
        for (int document = selected.next(0);
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = selected.next(document + 1)) {
            if (looked++ % CountWatch.STRETCH == 0) {
                watch.goesOn();
            }
            int number = segment.docBase + document;
            if (tables.advanceExact(document)) {
                countOrdinals(kinds, document, number, ofKinds);
                countOrdinals(models, document, number, ofModels);
            } else if (spans.advanceExact(document) && spans.longValue() > 0) {
                others.add(document);
            }
        }
        stored.each(
                segment,
                others.stream().mapToInt(Integer::intValue).toArray(),
                trace -> {
                    var found = new HashSet<Feature>();
                    trace.spans().forEach(span -> {
                        found.addAll(features(SpanKind.of(span.span())));
                        SpanModel.of(span.span()).ifPresent(model -> found.addAll(features(model)));
                    });
                    return found;
                },
                (document, found) -> found.forEach(feature -> count(number(feature), segment.docBase + document)));
    }

    /** By ordinal, the numbers of features. A dictionary is read soonest from its beginning to its end. */
    private int[][] numbers(SortedSetDocValues values, Function<BytesRef, Set<Feature>> features) throws IOException {
        var numbers = new int[Math.toIntExact(values.getValueCount())][];
        for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
            numbers[ordinal] = features.apply(values.lookupOrd(ordinal)).stream()
                    .mapToInt(this::number)
                    .toArray();
        }
        return numbers;
    }

    private void countOrdinals(SortedSetDocValues values, int document, int number, int[][] numbers)
            throws IOException {
        if (values.advanceExact(document)) {
            for (int i = values.docValueCount(); i > 0; i--) {
                for (int feature : numbers[(int) values.nextOrd()]) {
                    count(feature, number);
                }
            }
        }
    }

    private static Set<Feature> features(SpanKind kind) {
        var features = new HashSet<Feature>();
        features.add(new Feature.Name(kind.name()));
        features.add(new Feature.Present("span.name"));
        features.add(new Feature.Status(kind.status()));
        features.add(new Feature.Present("span.status"));
        kind.type().ifPresent(type -> {
            features.add(new Feature.Type(type));
            features.add(new Feature.Present("span.type"));
        });
        if (kind.status().equals("ERROR")) {
            features.add(new Feature.Failed(kind.name()));
        }
        return features;
    }

    private static Set<Feature> features(String model) {
        return Set.of(new Feature.Model(model), new Feature.Present("span.model"));
    }

    private int number(Feature feature) {
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

    /** Counts a document once for each feature, however many spans have it. */
    private void count(int feature, int document) {
        if (lastCounted[feature] == document + 1) {
            return;
        }
        lastCounted[feature] = document + 1;
        var ofFeature = counts.get(feature);
        for (int i = 0; i < ofFeature.length; i++) {
            ofFeature[i] += sets.get(i).get(document) ? 1 : 0;
        }
    }
}
