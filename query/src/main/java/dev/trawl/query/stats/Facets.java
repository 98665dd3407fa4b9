package dev.trawl.query.stats;

import dev.trawl.query.SearchListener;
import dev.trawl.query.columns.CountWatch;
import dev.trawl.query.columns.DocumentSet;
import dev.trawl.query.columns.FieldNames;
import dev.trawl.query.columns.KeyColumn;
import dev.trawl.query.columns.KeyColumns;
import dev.trawl.query.columns.SessionVotes;
import dev.trawl.query.columns.SpanColumn;
import dev.trawl.query.columns.SpanFeature;
import dev.trawl.query.scan.SessionAssessments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        keys.ofKeys(watch, column -> ofKey(column, documents, votes, top))
                .forEach(facet -> facet.ifPresent(facets::add));
        keys.ofSpans(watch, column -> ofSpans(column, documents, top)).forEach(facet -> facet.ifPresent(facets::add));
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
                most.add(() -> values.spelled(value), counts.of(value));
            }
        }
        return FieldNames.of(column.field(), column.key()).map(name -> most.facet(name, counts.present()));
    }

    /** Nothing if no span has the field. */
    private static Optional<Facet> ofSpans(SpanColumn column, DocumentSet documents, int top) throws IOException {
        var counts = column.counted(documents);
        if (counts.present() == 0 || column.field().equals(SpanFeature.FAILED)) {
            return Optional.empty();
        }
        var most = new TopValues(top);
        for (int value = 0; value < column.values().size(); value++) {
            var text = column.values().get(value);
            if (counts.of(value) > 0) {
                most.add(() -> text, counts.of(value));
            }
        }
        return Optional.of(most.facet(column.field(), counts.present()));
    }
}
