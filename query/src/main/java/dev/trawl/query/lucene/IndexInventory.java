package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.index.TermsWithPrefix;
import dev.trawl.query.Holding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** Counts what an index holds, by source and experiment, without opening a stored trace. */
public final class IndexInventory {
    private record Place(Optional<String> source, String experimentId) {}

    private final Map<Place, Count> counts = new HashMap<>();

    private IndexInventory() {}

    /** In no order. */
    public static List<Holding> of(IndexReader reader) throws IOException {
        var inventory = new IndexInventory();
        for (var segment : reader.leaves()) {
            inventory.add(segment.reader());
        }
        var holdings = new ArrayList<Holding>();
        inventory.counts.forEach((place, count) -> holdings.add(count.holding(place)));
        return holdings;
    }

    private void add(LeafReader segment) throws IOException {
        var sources = new Column(segment, IndexField.SOURCE_KEY);
        var experiments = new Column(segment, IndexField.EXPERIMENT_ID_KEY);
        var deleted = new FixedBitSet(Math.max(1, segment.maxDoc()));
        forEach(
                segment,
                IndexField.ATTRIBUTE,
                Terms.pair(IndexField.DELETED_KEY, "true").orElseThrow(),
                deleted::set);
        var withSpans = new FixedBitSet(Math.max(1, segment.maxDoc()));
        forEach(segment, IndexField.HAS, Terms.of(IndexField.SPANS_PART), withSpans::set);
        var times = DocValues.getNumeric(segment, IndexField.TIMESTAMP);
        var alive = segment.getLiveDocs();
        for (int document = 0; document < segment.maxDoc(); document++) {
            if ((alive == null || alive.get(document)) && times.advanceExact(document)) {
                var place = new Place(
                        sources.value(document), experiments.value(document).orElse(""));
                counts.computeIfAbsent(place, first -> new Count())
                        .add(times.longValue(), deleted.get(document), withSpans.get(document));
            }
        }
    }

    private static void forEach(LeafReader segment, String field, BytesRef term, IntConsumer action)
            throws IOException {
        var terms = org.apache.lucene.index.Terms.getTerms(segment, field).iterator();
        if (terms.seekExact(term)) {
            forEach(terms.postings(null, PostingsEnum.NONE), action);
        }
    }

    private static void forEach(PostingsEnum postings, IntConsumer action) throws IOException {
        for (int document = postings.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = postings.nextDoc()) {
            action.accept(document);
        }
    }

    /** The value of an attribute for each document of a segment, of which few are different. */
    private static final class Column {
        private final List<String> values = new ArrayList<>();

        /** One more than the place among the values; 0 for none. */
        private final int[] numbers;

        Column(LeafReader segment, String attribute) throws IOException {
            numbers = new int[segment.maxDoc()];
            var prefix = Terms.prefix(attribute);
            var terms = org.apache.lucene.index.Terms.getTerms(segment, IndexField.ATTRIBUTE)
                    .iterator();
            var ofAttribute = new TermsWithPrefix(terms, prefix);
            for (var term = ofAttribute.next(); term != null; term = ofAttribute.next()) {
                values.add(Terms.value(term, prefix));
                forEach(terms.postings(null, PostingsEnum.NONE), document -> numbers[document] = values.size());
            }
        }

        Optional<String> value(int document) {
            return numbers[document] == 0 ? Optional.empty() : Optional.of(values.get(numbers[document] - 1));
        }
    }

    private static final class Count {
        private long traces;
        private long deleted;
        private long withoutSpans;
        private long oldestMs = Long.MAX_VALUE;
        private long newestMs = Long.MIN_VALUE;

        void add(long timeMs, boolean isDeleted, boolean hasSpans) {
            traces++;
            deleted += isDeleted ? 1 : 0;
            withoutSpans += hasSpans ? 0 : 1;
            oldestMs = Math.min(oldestMs, timeMs);
            newestMs = Math.max(newestMs, timeMs);
        }

        Holding holding(Place place) {
            return new Holding(place.source(), place.experimentId(), traces, deleted, withoutSpans, oldestMs, newestMs);
        }
    }
}
