package dev.trawl.indexer;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.SpanTable;
import dev.trawl.index.Terms;
import dev.trawl.query.scan.FlatObject;
import dev.trawl.query.scan.SpanModel;
import dev.trawl.trace.Span;
import java.util.ArrayList;
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

/** What can be counted of the spans of a trace without reading the trace: {@link SpanTable} and {@link AttributeTable}. */
final class SpanColumns {
    private final Map<BytesRef, Integer> kinds;
    private final Map<BytesRef, Integer> models;
    private final List<Span> spans;
    private final long timestampMs;

    private SpanColumns(SortedSet<BytesRef> kinds, SortedSet<BytesRef> models, List<Span> spans, long timestampMs) {
        this.kinds = positions(kinds);
        this.models = positions(models);
        this.spans = spans;
        this.timestampMs = timestampMs;
    }

    /**
     * The columns, unless some span does not fit into them.
     *
     * @param timestampMs of the trace
     */
    static Optional<SpanColumns> of(List<Span> spans, long timestampMs) {
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
        return Optional.of(new SpanColumns(kinds, models, spans, timestampMs));
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
        for (int share = 0; share < AttributeTable.SHARES; share++) {
            addAttributesTo(document, share);
        }
    }

    private void addAttributesTo(Document document, int share) {
        var bySpan = new ArrayList<List<BytesRef>>();
        var all = new TreeSet<BytesRef>();
        for (var span : spans) {
            var pairs = new ArrayList<BytesRef>();
            span.attributes().forEach((key, json) -> {
                if (AttributeTable.holds(key) && AttributeTable.share(key) == share) {
                    addPairs(pairs, key, json);
                }
            });
            bySpan.add(pairs);
            all.addAll(pairs);
        }
        if (all.isEmpty()) {
            return;
        }
        var positions = positions(all);
        var field = IndexField.attributePairs(share);
        all.forEach(pair -> document.add(new SortedSetDocValuesField(field, pair)));
        var table = bySpan.stream()
                .map(pairs -> pairs.stream()
                        .map(pair -> Objects.requireNonNull(positions.get(pair)))
                        .toList())
                .toList();
        document.add(new BinaryDocValuesField(IndexField.attributeTable(share), AttributeTable.encode(table)));
    }

    private static void addPairs(List<BytesRef> pairs, String key, String json) {
        var members = members(json);
        pairs.add(members.isEmpty() ? AttributeTable.pair(key, json) : AttributeTable.pairOfObject(key, json));
        members.forEach((member, value) -> pairs.add(AttributeTable.pair(key, member, value)));
    }

    /** What an attribute has inside, if it is a flat object and short enough for a table. */
    static Map<String, String> members(String json) {
        return json.startsWith("{") && AttributeTable.fits(json) ? FlatObject.members(json) : Map.of();
    }

    private SpanTable.Row row(Span span) {
        return new SpanTable.Row(
                Objects.requireNonNull(kinds.get(SpanKind.of(span).term())),
                SpanModel.of(span).map(Terms::of).map(models::get),
                span.durationNanos(),
                span.startMs() - timestampMs);
    }
}
