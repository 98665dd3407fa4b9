package dev.trawl.query.stats;

import dev.trawl.index.StoredTrace;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.columns.Dictionary;
import dev.trawl.query.scan.SpanView;
import dev.trawl.trace.SpanParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The spans of one segment's traces as they are stored: for what the columns of the index do not tell. */
final class StoredSpans {
    private static final double[] NOTHING = {};

    private final SelectedDocuments selected;
    private final SpanSelection selection;
    private final List<Grouping> groupings;
    private final List<Amount> amounts;

    /**
     * What makes groups.
     *
     * @param ofTrace the values, if the trace has them
     */
    record Grouping(GroupKey key, Dictionary dictionary, Optional<Ordinals> ofTrace) {}

    /**
     * A field whose numbers are kept.
     *
     * @param ofTrace the numbers, if it is a field of the trace
     */
    record Amount(BoundField field, Optional<Amounts> ofTrace) {}

    StoredSpans(SelectedDocuments selected, SpanSelection selection, List<Grouping> groupings, List<Amount> amounts) {
        this.selected = selected;
        this.selection = selection;
        this.groupings = groupings;
        this.amounts = amounts;
    }

    /** A span's own values and numbers; nothing for fields of the trace. */
    private record Row(List<Optional<String>> texts, List<Optional<Double>> numbers) {}

    /**
     * Counts the spans of some documents.
     *
     * @return how many
     */
    long addTo(Groups groups, int[] documents, StoredReading reading) throws IOException {
        var counted = new long[1];
        reading.each(selected.segment(), documents, this::rows, (document, rows) -> {
            if (rows.isEmpty()) {
                return;
            }
            var trace = new OfTrace(document);
            for (var row : rows) {
                groups.add(trace.values(row), trace.numbers(row));
                counted[0]++;
            }
        });
        return counted[0];
    }

    private List<Row> rows(StoredTrace trace) {
        var rows = new ArrayList<Row>();
        for (var span : trace.spans()) {
            if (selection.accepts(trace, span)) {
                rows.add(row(span));
            }
        }
        return rows;
    }

    private Row row(SpanParts span) {
        var view = new SpanView(span);
        return new Row(
                groupings.stream().map(grouping -> value(view, grouping.key())).toList(),
                amounts.stream()
                        .map(amount -> value(view, amount.field())
                                .map(Dictionary::number)
                                .filter(Double::isFinite))
                        .toList());
    }

    private static Optional<String> value(SpanView span, GroupKey key) {
        return switch (key) {
            case GroupKey.Field field -> value(span, field.field());
            case GroupKey.Time time -> Optional.empty();
        };
    }

    private static Optional<String> value(SpanView span, BoundField field) {
        return switch (field) {
            case BoundField.OfTrace ofTrace -> Optional.empty();
            case BoundField.OfSpan ofSpan -> span.value(ofSpan.field()).map(Dictionary::text);
        };
    }

    /** What all spans of one trace have in common. */
    private final class OfTrace {
        private final List<Optional<int[]>> values;
        private final List<Optional<double[]>> numbers = new ArrayList<>();

        OfTrace(int document) throws IOException {
            values = groupings.stream()
                    .map(grouping -> grouping.ofTrace().map(ordinals -> ordinals.of(document)))
                    .toList();
            for (var amount : amounts) {
                numbers.add(
                        amount.ofTrace().isPresent()
                                ? Optional.of(amount.ofTrace().get().of(document))
                                : Optional.empty());
            }
        }

        /** The ordinals of a span by grouping. */
        int[][] values(Row row) {
            return IntStream.range(0, values.size())
                    .mapToObj(field -> values.get(field).orElseGet(() -> new int[] {ordinal(row, field)}))
                    .toArray(int[][]::new);
        }

        private int ordinal(Row row, int field) {
            return row.texts()
                    .get(field)
                    .map(groupings.get(field).dictionary()::ordinal)
                    .orElse(Dictionary.NONE);
        }

        /** The numbers of a span by amount. */
        double[][] numbers(Row row) {
            return IntStream.range(0, numbers.size())
                    .mapToObj(amount -> numbers.get(amount)
                            .orElseGet(() -> row.numbers()
                                    .get(amount)
                                    .map(number -> new double[] {number})
                                    .orElse(NOTHING)))
                    .toArray(double[][]::new);
        }
    }
}
