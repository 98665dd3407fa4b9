package dev.trawl.query.stats;

import dev.trawl.query.SearchListener;
import dev.trawl.query.scan.SessionAssessments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

/**
 * The most frequent values of every key.
 *
 * @param total how many traces are selected
 * @param facets first those of the trace itself, then its spans', tags, metadata, assessments; keys in the order of letters,
 *     MLflow's own last
 */
public record Facets(long total, List<Facet> facets) {
    private static final List<String> ENTITIES =
            List.of("trace.", "span.", "tag.", "metadata.", "feedback.", "expectation.");

    public Facets {
        facets = List.copyOf(facets);
    }

    /**
     * Counts values.
     *
     * @param selected documents by their numbers in the whole index
     * @param sessions the session-level assessments of the traces that are searched
     * @param top values of each key
     * @param listener may end it by throwing an unchecked exception
     */
    public static Facets of(
            IndexSearcher searcher,
            KeyColumns keys,
            FixedBitSet selected,
            SessionAssessments sessions,
            int top,
            SearchListener listener)
            throws IOException {
        var watch = new CountWatch(listener);
        var documents = DocumentSet.of(selected);
        var votes = SessionVotes.of(searcher.getIndexReader(), sessions, watch);
        var facets = new ArrayList<Facet>();
        keys.each(watch, column -> ofKey(column, documents, votes, top)).forEach(facet -> facet.ifPresent(facets::add));
        facets.addAll(ofSpans(
                SpanCounts.of(searcher, List.of(selected), new StoredReading(searcher.getTaskExecutor(), watch), watch),
                top));
        facets.sort(Comparator.comparingInt(Facets::entity)
                .thenComparing(facet -> facet.field().contains(".`mlflow."))
                .thenComparing(Facet::field));
        return new Facets(documents.size(), facets);
    }

    private static int entity(Facet facet) {
        return ENTITIES.indexOf(facet.field().substring(0, facet.field().indexOf('.') + 1));
    }

    /** Nothing if no document has the key. */
    private static Optional<Facet> ofKey(KeyColumn column, DocumentSet documents, SessionVotes votes, int top)
            throws IOException {
        var counts = column.counted(documents, votes);
        if (counts.present() == 0) {
            return Optional.empty();
        }
        var values = column.values();
        var most = new TopValues(top);
        for (int place = 0; place < column.size(); place++) {
            int value = column.inOrder(place);
            if (counts.of(value) > 0) {
                most.add(() -> values.spelled(value), counts.of(value), true);
            }
        }
        return FieldNames.of(column.field(), column.key()).map(name -> most.facet(name, counts.present()));
    }

    private static List<Facet> ofSpans(Map<SpanFeature, long[]> counts, int top) throws IOException {
        var values = new HashMap<String, TopValues>();
        var present = new HashMap<String, Long>();
        for (var counted : counts.entrySet()) {
            long count = counted.getValue()[0];
            switch (counted.getKey()) {
                case SpanFeature.Name name -> top(values, "span.name", top).add(name::name, count);
                case SpanFeature.Type type -> top(values, "span.type", top).add(type::type, count);
                case SpanFeature.Status status ->
                    top(values, "span.status", top).add(status::status, count);
                case SpanFeature.Model model -> top(values, "span.model", top).add(model::model, count);
                case SpanFeature.Attribute attribute ->
                    top(values, attribute.field(), top).add(attribute::value, count);
                case SpanFeature.Present any -> present.put(any.field(), count);
                case SpanFeature.Failed failed -> {}
            }
        }
        return values.entrySet().stream()
                .map(entry -> entry.getValue().facet(entry.getKey(), present.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    private static TopValues top(Map<String, TopValues> values, String field, int top) {
        return values.computeIfAbsent(field, name -> new TopValues(top));
    }
}
