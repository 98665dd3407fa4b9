package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.SpanTable;
import dev.trawl.index.Terms;
import dev.trawl.query.scan.SpanModel;
import dev.trawl.trace.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.util.BytesRef;

/** What can be counted of the spans of a trace without reading the trace: {@link SpanTable}. */
final class SpanColumns {
    private final Map<BytesRef, Integer> kinds;
    private final Map<BytesRef, Integer> models;
    private final List<Span> spans;

    private SpanColumns(SortedSet<BytesRef> kinds, SortedSet<BytesRef> models, List<Span> spans) {
        this.kinds = positions(kinds);
        this.models = positions(models);
        this.spans = spans;
    }

    /** The columns, unless some span does not fit into them. */
    static Optional<SpanColumns> of(List<Span> spans) {
        var kinds = new TreeSet<BytesRef>();
        var models = new TreeSet<BytesRef>();
        for (var span : spans) {
            var kind = SpanKind.of(span);
            var model = SpanModel.of(span);
            boolean fits = kind.fitsTerm()
                    && model.filter(name -> name.length() > Terms.LONGEST_VALUE).isEmpty()
                    && span.durationNanos()
                            .filter(nanos -> !SpanTable.fits(nanos))
                            .isEmpty();
            if (!fits) {
                return Optional.empty();
            }
            kinds.add(kind.term());
            model.map(Terms::of).ifPresent(models::add);
        }
        return Optional.of(new SpanColumns(kinds, models, spans));
    }

    /** Positions in the order of doc values. */
    private static Map<BytesRef, Integer> positions(SortedSet<BytesRef> terms) {
        var positions = new LinkedHashMap<BytesRef, Integer>();
        terms.forEach(term -> positions.put(term, positions.size()));
        return positions;
    }

    void addTo(Document document) {
        kinds.keySet().forEach(kind -> document.add(new SortedSetDocValuesField(IndexField.SPAN_KINDS, kind)));
        models.keySet().forEach(model -> document.add(new SortedSetDocValuesField(IndexField.SPAN_MODELS, model)));
        var rows = spans.stream().map(this::row).toList();
        document.add(new BinaryDocValuesField(IndexField.SPAN_TABLE, SpanTable.encode(rows)));
    }

    private SpanTable.Row row(Span span) {
        return new SpanTable.Row(
                Objects.requireNonNull(kinds.get(SpanKind.of(span).term())),
                SpanModel.of(span).map(Terms::of).map(models::get),
                span.durationNanos());
    }
}
