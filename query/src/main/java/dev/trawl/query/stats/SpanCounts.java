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
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Counts, for what can be said of one span, the traces of some sets that have such a span. Used once, by one thread.
 */
final class SpanCounts {
    private final List<FixedBitSet> sets;
    private final FixedBitSet anySet;
    private final StoredReading stored;
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

    SpanCounts(List<FixedBitSet> sets, StoredReading stored) {
        this.sets = sets;
        this.stored = stored;
        anySet = sets.getFirst().clone();
        sets.forEach(anySet::or);
    }

    /** A count for each set. */
    Map<Feature, long[]> counted(List<LeafReaderContext> segments) throws IOException {
        for (var segment : segments) {
            count(segment);
        }
        var result = new HashMap<Feature, long[]>();
        features.forEach((feature, number) -> result.put(feature, counts.get(number)));
        return result;
    }

    private void count(LeafReaderContext segment) throws IOException {
        var selected = new SelectedDocuments(segment, anySet);
        var reader = segment.reader();
        var tables = DocValues.getBinary(reader, IndexField.SPAN_TABLE);
        var spans = DocValues.getNumeric(reader, IndexField.SPAN_COUNT);
        var kinds = DocValues.getSortedSet(reader, IndexField.SPAN_KINDS);
        var models = DocValues.getSortedSet(reader, IndexField.SPAN_MODELS);
        var ofKinds = new int[Math.toIntExact(kinds.getValueCount())][];
        var ofModels = new int[Math.toIntExact(models.getValueCount())][];
        var others = new ArrayList<Integer>();
        for (int document = selected.next(0);
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = selected.next(document + 1)) {
            int number = segment.docBase + document;
            if (tables.advanceExact(document)) {
                countOrdinals(kinds, document, number, ofKinds, true);
                countOrdinals(models, document, number, ofModels, false);
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

    private void countOrdinals(SortedSetDocValues values, int document, int number, int[][] numbers, boolean kinds)
            throws IOException {
        if (!values.advanceExact(document)) {
            return;
        }
        for (int i = values.docValueCount(); i > 0; i--) {
            int ordinal = (int) values.nextOrd();
            if (numbers[ordinal] == null) {
                var term = values.lookupOrd(ordinal);
                Set<Feature> found = kinds ? features(SpanKind.of(term)) : features(Terms.text(term));
                numbers[ordinal] = found.stream().mapToInt(this::number).toArray();
            }
            for (int feature : numbers[ordinal]) {
                count(feature, number);
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
