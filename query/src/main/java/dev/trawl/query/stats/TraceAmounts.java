package dev.trawl.query.stats;

import dev.trawl.index.IndexField;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.columns.Dictionary;
import dev.trawl.query.lucene.IndexedAttribute;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.TraceValues;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.function.LongToDoubleFunction;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.util.BytesRef;

/** The numbers that the selected traces of one segment have in their fields. */
record TraceAmounts(
        SelectedDocuments selected, TraceColumns columns, SessionAssessments sessions, StoredReading stored) {
    private static final double[] NOTHING = {};

    Amounts of(TraceField field) throws IOException {
        return switch (field) {
            case TraceField.Attribute attribute -> attribute(attribute);
            case TraceField.Tag tag -> spelled(field);
            case TraceField.Metadata metadata -> spelled(field);
            case TraceField.Feedback feedback -> spelled(field);
            case TraceField.Expectation expectation -> spelled(field);
        };
    }

    private Amounts attribute(TraceField.Attribute attribute) throws IOException {
        var indexed = IndexedAttribute.of(attribute);
        return switch (indexed.form()) {
            case WHOLE_NUMBER -> column(indexed.field(), number -> number);
            case MOSTLY_WHOLE_NUMBER -> orStored(attribute, indexed.field(), number -> number);
            case DOUBLE -> orStored(attribute, indexed.field(), Double::longBitsToDouble);
            case ID, TERMS, PAIR, STORED -> spelled(attribute);
        };
    }

    private Amounts column(String name, LongToDoubleFunction number) throws IOException {
        var values = DocValues.getNumeric(selected.segment().reader(), name);
        return document ->
                values.advanceExact(document) ? new double[] {number.applyAsDouble(values.longValue())} : NOTHING;
    }

    /** A number that does not fit the column is read from the stored trace. */
    private Amounts orStored(TraceField field, String name, LongToDoubleFunction number) throws IOException {
        var column = column(name, number);
        var others = new HashMap<Integer, double[]>();
        var values = new TraceValues(sessions);
        stored.each(
                selected.segment(),
                columns.withTerm(IndexField.longOf(name), new BytesRef()),
                trace -> values.of(field, trace)
                        .map(Dictionary::text)
                        .mapToDouble(Dictionary::number)
                        .filter(Double::isFinite)
                        .toArray(),
                others::put);
        if (others.isEmpty()) {
            return column;
        }
        return document -> {
            var other = others.get(document);
            return other == null ? column.of(document) : other;
        };
    }

    /** Texts that spell numbers; others are left out. */
    private Amounts spelled(TraceField field) throws IOException {
        var dictionary = new Dictionary();
        var ordinals = columns.ordinals(field, dictionary);
        return document -> Arrays.stream(ordinals.of(document))
                .mapToDouble(dictionary::number)
                .filter(Double::isFinite)
                .toArray();
    }
}
