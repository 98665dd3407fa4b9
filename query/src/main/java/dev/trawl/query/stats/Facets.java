package dev.trawl.query.stats;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import dev.trawl.query.stats.SpanCounts.Feature;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     */
    public static Facets of(IndexSearcher searcher, FixedBitSet selected, SessionAssessments sessions, int top)
            throws IOException {
        var facets = new ArrayList<Facet>();
        var reader = searcher.getIndexReader();
        var walk = new KeyWalk(reader, List.of(selected), 1);
        var votes = SessionVotes.of(reader, sessions);
        for (var field : FieldNames.OF_PAIRS) {
            var values = values(walk, votes, field, top);
            walk.each(IndexField.keysOf(field), votes.keysOf(field), (term, counts) -> {
                var key = Terms.text(term);
                long traces = counts[0];
                FieldNames.of(field, key)
                        .ifPresent(name -> facets.add(
                                values.getOrDefault(key, new TopValues(top)).facet(name, traces)));
            });
        }
        facets.addAll(ofSpans(
                new SpanCounts(List.of(selected), new StoredReading(searcher.getTaskExecutor()))
                        .counted(reader.leaves()),
                top));
        facets.sort(Comparator.comparingInt(Facets::entity)
                .thenComparing(facet -> facet.field().contains(".`mlflow."))
                .thenComparing(Facet::field));
        return new Facets(selected.cardinality(), facets);
    }

    private static int entity(Facet facet) {
        return ENTITIES.indexOf(facet.field().substring(0, facet.field().indexOf('.') + 1));
    }

    private static Map<String, TopValues> values(KeyWalk walk, SessionVotes votes, String field, int top)
            throws IOException {
        var values = new HashMap<String, TopValues>();
        boolean ascending = !FieldNames.isJson(field);
        walk.eachPair(
                field, votes.pairsOf(field), key -> FieldNames.of(field, key).isPresent(), (current, term, counts) -> {
                    var ofKey = values.computeIfAbsent(current.key(), key -> new TopValues(top));
                    ofKey.add(() -> shown(field, current.value(term)), counts[0], ascending);
                });
        return values;
    }

    private static String shown(String field, String value) {
        return FieldNames.isJson(field) ? Dictionary.text(Value.ofAssessment(PythonJson.parseOrText(value))) : value;
    }

    private static List<Facet> ofSpans(Map<Feature, long[]> counts, int top) {
        var values = new HashMap<String, TopValues>();
        var present = new HashMap<String, Long>();
        counts.forEach((feature, count) -> {
            switch (feature) {
                case Feature.Name name -> top(values, "span.name", top).add(name::name, count[0]);
                case Feature.Type type -> top(values, "span.type", top).add(type::type, count[0]);
                case Feature.Status status -> top(values, "span.status", top).add(status::status, count[0]);
                case Feature.Model model -> top(values, "span.model", top).add(model::model, count[0]);
                case Feature.Present any -> present.put(any.field(), count[0]);
                case Feature.Failed failed -> {}
            }
        });
        return values.entrySet().stream()
                .map(entry -> entry.getValue().facet(entry.getKey(), present.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    private static TopValues top(Map<String, TopValues> values, String field, int top) {
        return values.computeIfAbsent(field, name -> new TopValues(top));
    }
}
