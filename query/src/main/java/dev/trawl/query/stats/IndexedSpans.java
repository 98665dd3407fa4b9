package dev.trawl.query.stats;

import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.SpanTable;
import dev.trawl.index.Terms;
import dev.trawl.query.columns.Dictionary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;

/** The spans of one segment's selected traces as their columns tell of them, one after the other. */
final class IndexedSpans {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int COUNTS = 1;
    private static final int LEFT_OUT = 0;
    private static final double[] NOTHING = {};

    private final SelectedDocuments selected;
    private final SpanSelection selection;
    private final List<SpanGrouping> groupings;
    private final List<SpanAmount> amounts;
    private final BinaryDocValues tables;
    private final SortedSetDocValues kinds;
    private final SortedSetDocValues models;
    private final SpanTable table = new SpanTable();

    /** By the segment's number of a kind, for each grouping: the dictionary's number. */
    private final int[][] ofKind;

    private final int[][] ofModel;
    private final List<Integer> withoutTable = new ArrayList<>();

    /** Positions among the groupings of those whose values a span's kind tells, and of those by model. */
    private final int[] groupingsByKind;

    private final int[] groupingsByModel;
    private final int[] groupingsByStart;

    private final AttributeGroups[] attributeGroups;
    private final AttributeNumbers[] attributeNumbers;

    /** Positions among the groupings of those by attribute, and among the amounts. */
    private final int[] groupingsByAttribute;

    private final int[] amountsOfAttribute;

    /** Positions among the amounts of those that are a span's duration, and its start. */
    private final int[] durations;

    private final int[] starts;
    private final NumericDocValues timestamps;

    private int document = -1;
    private boolean opened;
    private long timestampMs;
    private long[] ownKinds = {};
    private long[] ownModels = {};

    /** Where a span's own values and numbers are put, one after the other's. */
    private final int[][] ownValues;

    private final double[][] ownNumbers;
    private final int[][] values;
    private final double[][] numbers;

    IndexedSpans(
            SelectedDocuments selected, SpanSelection selection, List<SpanGrouping> groupings, List<SpanAmount> amounts)
            throws IOException {
        this.selected = selected;
        this.selection = selection;
        this.groupings = groupings;
        this.amounts = amounts;
        var reader = selected.segment().reader();
        tables = DocValues.getBinary(reader, IndexField.SPAN_TABLE);
        kinds = DocValues.getSortedSet(reader, IndexField.SPAN_KINDS);
        models = DocValues.getSortedSet(reader, IndexField.SPAN_MODELS);
        ofKind = new int[Math.toIntExact(kinds.getValueCount())][];
        ofModel = new int[Math.toIntExact(models.getValueCount())][];
        timestamps = DocValues.getNumeric(reader, IndexField.TIMESTAMP);
        groupingsByKind = positions(groupings, SpanGrouping.OfKind.class::isInstance);
        groupingsByModel = positions(groupings, SpanGrouping.Model.class::isInstance);
        groupingsByStart = positions(groupings, SpanGrouping.Start.class::isInstance);
        durations = positions(amounts, SpanAmount.Duration.class::isInstance);
        starts = positions(amounts, SpanAmount.Start.class::isInstance);
        groupingsByAttribute = positions(groupings, SpanGrouping.Attribute.class::isInstance);
        amountsOfAttribute = positions(amounts, SpanAmount.Attribute.class::isInstance);
        var ofGroups = new ArrayList<AttributeGroups>();
        for (var grouping : groupings) {
            if (grouping instanceof SpanGrouping.Attribute attribute) {
                ofGroups.add(new AttributeGroups(reader, attribute.field(), attribute.dictionary()));
            }
        }
        attributeGroups = ofGroups.toArray(AttributeGroups[]::new);
        var ofAmounts = new ArrayList<AttributeNumbers>();
        for (var amount : amounts) {
            if (amount instanceof SpanAmount.Attribute attribute) {
                ofAmounts.add(new AttributeNumbers(reader, attribute.field(), selected.documents().length));
            }
        }
        attributeNumbers = ofAmounts.toArray(AttributeNumbers[]::new);
        ownValues = new int[groupings.size()][1];
        ownNumbers = new double[amounts.size()][1];
        values = ownValues.clone();
        numbers = ownNumbers.clone();
    }

    private static <T> int[] positions(List<T> all, Predicate<T> which) {
        return IntStream.range(0, all.size())
                .filter(i -> which.test(all.get(i)))
                .toArray();
    }

    /** Traces that may have spans and no columns of them; complete when all others have been walked. */
    int[] withoutTable() {
        return withoutTable.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Goes on to the next span that counts; false behind the last. */
    boolean next() throws IOException {
        while (true) {
            while (opened && table.next()) {
                if (read()) {
                    return true;
                }
            }
            document = selected.next(document + 1);
            if (document == DocIdSetIterator.NO_MORE_DOCS) {
                return false;
            }
            opened = tables.advanceExact(document) && attributesOpened();
            if (opened) {
                open();
            } else {
                withoutTable.add(document);
            }
        }
    }

    /** Whether all attributes that are asked for are short enough to be there. */
    private boolean attributesOpened() throws IOException {
        boolean complete = true;
        for (var attribute : attributeGroups) {
            complete &= attribute.open(document);
        }
        for (var attribute : attributeNumbers) {
            complete &= attribute.open(document);
        }
        return complete;
    }

    private void open() throws IOException {
        table.open(tables.binaryValue());
        ownKinds = ordinals(kinds);
        if (groupingsByModel.length > 0) {
            ownModels = ordinals(models);
        }
        timestamps.advanceExact(document);
        timestampMs = timestamps.longValue();
        for (int i = 0; i < values.length; i++) {
            if (groupings.get(i) instanceof SpanGrouping.OfTrace ofTrace) {
                values[i] = ofTrace.ordinals().of(document);
            }
        }
        for (int i = 0; i < numbers.length; i++) {
            if (amounts.get(i) instanceof SpanAmount.OfTrace ofTrace) {
                numbers[i] = ofTrace.amounts().of(document);
            }
        }
    }

    private long[] ordinals(SortedSetDocValues set) throws IOException {
        if (!set.advanceExact(document)) {
            return new long[0];
        }
        var ordinals = new long[set.docValueCount()];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = set.nextOrd();
        }
        return ordinals;
    }

    /** Whether the span counts; then its values are there. */
    private boolean read() throws IOException {
        readAttributes();
        var ofThisKind = ofKind((int) ownKinds[table.kind()]);
        if (ofThisKind.length > 0 && ofThisKind[0] == LEFT_OUT) {
            return false;
        }
        for (int i : groupingsByKind) {
            ownValues[i][0] = ofThisKind[i + 1];
        }
        for (int i : groupingsByModel) {
            ownValues[i][0] = model(i);
        }
        for (int i : groupingsByStart) {
            ownValues[i][0] = start(i);
        }
        for (int i : starts) {
            ownNumbers[i][0] = timestampMs + table.startMs();
        }
        for (int i : durations) {
            long nanos = table.durationNanos();
            ownNumbers[i][0] = nanos / NANOS_PER_MILLI;
            numbers[i] = nanos < 0 ? NOTHING : ownNumbers[i];
        }
        return true;
    }

    /** Goes on with all of them, whether the span counts or not. */
    private void readAttributes() throws IOException {
        for (int attribute = 0; attribute < attributeGroups.length; attribute++) {
            ownValues[groupingsByAttribute[attribute]][0] = attributeGroups[attribute].next();
        }
        for (int attribute = 0; attribute < attributeNumbers.length; attribute++) {
            int i = amountsOfAttribute[attribute];
            ownNumbers[i][0] = attributeNumbers[attribute].next();
            numbers[i] = Double.isNaN(ownNumbers[i][0]) ? NOTHING : ownNumbers[i];
        }
    }

    private int start(int grouping) {
        return groupings.get(grouping) instanceof SpanGrouping.Start start
                ? start.dictionary().ordinal(Long.toString(timestampMs + table.startMs()))
                : Dictionary.NONE;
    }

    /** First whether the kind counts, then the value of each grouping. */
    private int[] ofKind(int ordinal) throws IOException {
        var known = ofKind[ordinal];
        if (known == null) {
            var kind = SpanKind.of(kinds.lookupOrd(ordinal));
            known = new int[1 + values.length];
            known[0] = selection.accepts(kind) ? COUNTS : LEFT_OUT;
            for (int i = 0; i < values.length && known[0] != LEFT_OUT; i++) {
                known[i + 1] = switch (groupings.get(i)) {
                    case SpanGrouping.OfTrace ofTrace -> Dictionary.NONE;
                    case SpanGrouping.Model model -> Dictionary.NONE;
                    case SpanGrouping.Start start -> Dictionary.NONE;
                    case SpanGrouping.Attribute attribute -> Dictionary.NONE;
                    case SpanGrouping.Name name -> name.dictionary().ordinal(kind.name());
                    case SpanGrouping.Type type ->
                        kind.type().map(type.dictionary()::ordinal).orElse(Dictionary.NONE);
                    case SpanGrouping.Status status -> status.dictionary().ordinal(kind.status());
                };
            }
            ofKind[ordinal] = known;
        }
        return known;
    }

    private int model(int grouping) throws IOException {
        if (table.model() < 0) {
            return Dictionary.NONE;
        }
        int ordinal = (int) ownModels[table.model()];
        var known = ofModel[ordinal];
        if (known == null) {
            known = new int[values.length];
            ofModel[ordinal] = known;
        }
        if (known[grouping] == Dictionary.NONE && groupings.get(grouping) instanceof SpanGrouping.Model model) {
            known[grouping] = model.dictionary().ordinal(Terms.text(models.lookupOrd(ordinal)));
        }
        return known[grouping];
    }

    /** The ordinals of the span by grouping; overwritten by the next one's. */
    int[][] values() {
        return values;
    }

    /** The same for its numbers, by amount. */
    double[][] numbers() {
        return numbers;
    }
}
