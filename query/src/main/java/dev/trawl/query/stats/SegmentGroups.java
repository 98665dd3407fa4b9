package dev.trawl.query.stats;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.IndexField;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.columns.Dictionary;
import dev.trawl.query.scan.SessionAssessments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;

/** Groups the selected traces, or their spans, of some segments. Not thread-safe. */
final class SegmentGroups {
    private final StoredReading reading;
    private final SessionAssessments sessions;
    private final SpanSelection spans;
    private final Question question;
    private final List<GroupKey> keys;
    private final List<BoundField> amounts;
    private final List<Dictionary> dictionaries;
    private final Groups groups;
    private long total;

    SegmentGroups(StoredReading reading, SessionAssessments sessions, Question question) {
        this.reading = reading;
        this.sessions = sessions;
        this.question = question;
        spans = new SpanSelection(question.spans(), sessions);
        keys = question.keys();
        amounts = question.amounts();
        dictionaries = keys.stream().map(key -> new Dictionary()).toList();
        groups = new Groups(keys.size(), amounts.size());
    }

    /** How many traces or spans were selected. */
    long total() {
        return total;
    }

    List<Groups.Member> all() {
        return groups.all();
    }

    /** What groups were made by: of each field the value. */
    List<Optional<String>> key(Groups.Member member) {
        var key = new ArrayList<Optional<String>>();
        for (int i = 0; i < keys.size(); i++) {
            key.add(dictionaries.get(i).text(member.value(i)));
        }
        return key;
    }

    /** Counts a segment. */
    void count(SelectedDocuments own) throws IOException {
        total += switch (question.unit()) {
            case TRACE -> traces(own);
            case SPAN -> spans(own);
        };
    }

    /** Counts what was counted of other segments. */
    void add(SegmentGroups others) {
        var translations = new ArrayList<int[]>();
        for (int i = 0; i < keys.size(); i++) {
            translations.add(dictionaries.get(i).ordinals(others.dictionaries.get(i)));
        }
        for (var member : others.all()) {
            int[] key = new int[keys.size()];
            for (int i = 0; i < key.length; i++) {
                key[i] = translations.get(i)[member.value(i)];
            }
            groups.add(key, member);
        }
        total += others.total;
    }

    private long traces(SelectedDocuments own) throws IOException {
        var columns = columns(own);
        var values = new ArrayList<Ordinals>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(ordinals(own, columns, i).orElseThrow());
        }
        var numbers = new ArrayList<Amounts>();
        for (var field : amounts) {
            numbers.add(amounts(own, columns, field).orElseThrow());
        }
        var traces = new SelectedTraces(own, values, numbers);
        long counted = 0;
        while (traces.next()) {
            groups.add(traces.values(), traces.numbers());
            counted++;
        }
        return counted;
    }

    private long spans(SelectedDocuments own) throws IOException {
        var columns = columns(own);
        var groupings = new ArrayList<StoredSpans.Grouping>();
        for (int i = 0; i < keys.size(); i++) {
            groupings.add(new StoredSpans.Grouping(keys.get(i), dictionaries.get(i), ordinals(own, columns, i)));
        }
        if (!spans.decidedByKind()) {
            return stored(own, columns, groupings, own.documents());
        }
        var indexed = groupings.stream()
                .flatMap(grouping -> indexed(grouping).stream())
                .toList();
        var numbers = new ArrayList<SpanAmount>();
        for (var field : amounts) {
            indexed(own, columns, field).ifPresent(numbers::add);
        }
        if (indexed.size() < keys.size() || numbers.size() < amounts.size()) {
            return stored(own, columns, groupings, own.documents());
        }
        var walk = new IndexedSpans(own, spans, indexed, numbers);
        long counted = 0;
        while (walk.next()) {
            groups.add(walk.values(), walk.numbers());
            counted++;
        }
        return counted + stored(own, columns, groupings, withSpans(own.segment(), walk.withoutTable()));
    }

    private long stored(
            SelectedDocuments own, TraceColumns columns, List<StoredSpans.Grouping> groupings, int[] documents)
            throws IOException {
        var numbers = new ArrayList<StoredSpans.Amount>();
        for (var field : amounts) {
            numbers.add(new StoredSpans.Amount(field, amounts(own, columns, field)));
        }
        return new StoredSpans(own, spans, groupings, numbers).addTo(groups, documents, reading);
    }

    private static int[] withSpans(LeafReaderContext segment, int[] documents) throws IOException {
        var counts = DocValues.getNumeric(segment.reader(), IndexField.SPAN_COUNT);
        var some = new ArrayList<Integer>();
        for (int document : documents) {
            if (counts.advanceExact(document) && counts.longValue() > 0) {
                some.add(document);
            }
        }
        return some.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Nothing if the columns do not tell the values. */
    private static Optional<SpanGrouping> indexed(StoredSpans.Grouping grouping) {
        return switch (grouping.key()) {
            case GroupKey.Field field ->
                switch (field.field()) {
                    case BoundField.OfSpan ofSpan -> indexed(ofSpan.field(), grouping.dictionary());
                    case BoundField.OfTrace ofTrace -> ofTrace(grouping);
                };
            case GroupKey.Time time -> ofTrace(grouping);
        };
    }

    private static Optional<SpanGrouping> ofTrace(StoredSpans.Grouping grouping) {
        return grouping.ofTrace().map(SpanGrouping.OfTrace::new);
    }

    private static Optional<SpanGrouping> indexed(SpanField field, Dictionary dictionary) {
        return switch (field) {
            case SpanField.Keyed keyed ->
                isIndexed(keyed) ? Optional.of(new SpanGrouping.Attribute(keyed, dictionary)) : Optional.empty();
            case SpanField.Attribute attribute -> indexed(attribute, dictionary);
        };
    }

    private static boolean isIndexed(SpanField.Keyed keyed) {
        return keyed.readings().stream().allMatch(reading -> AttributeTable.holds(reading.key()));
    }

    private static Optional<SpanGrouping> indexed(SpanField.Attribute attribute, Dictionary dictionary) {
        return switch (attribute) {
            case NAME -> Optional.of(new SpanGrouping.Name(dictionary));
            case TYPE -> Optional.of(new SpanGrouping.Type(dictionary));
            case STATUS -> Optional.of(new SpanGrouping.Status(dictionary));
            case MODEL -> Optional.of(new SpanGrouping.Model(dictionary));
            case START_MS -> Optional.of(new SpanGrouping.Start(dictionary));
            case CONTENT, INPUTS, OUTPUTS, EVENTS, ID, PARENT_ID, DURATION_MS -> Optional.empty();
        };
    }

    /** Nothing if the columns do not tell the numbers. */
    private Optional<SpanAmount> indexed(SelectedDocuments own, TraceColumns columns, BoundField field)
            throws IOException {
        return switch (field) {
            case BoundField.OfTrace ofTrace -> amounts(own, columns, field).map(SpanAmount.OfTrace::new);
            case BoundField.OfSpan ofSpan ->
                switch (ofSpan.field()) {
                    case SpanField.Attribute attribute -> indexed(attribute);
                    case SpanField.Keyed keyed ->
                        isIndexed(keyed) ? Optional.of(new SpanAmount.Attribute(keyed)) : Optional.empty();
                };
        };
    }

    private static Optional<SpanAmount> indexed(SpanField.Attribute attribute) {
        return switch (attribute) {
            case DURATION_MS -> Optional.of(new SpanAmount.Duration());
            case START_MS -> Optional.of(new SpanAmount.Start());
            case NAME, TYPE, STATUS, MODEL, CONTENT, INPUTS, OUTPUTS, EVENTS, ID, PARENT_ID -> Optional.empty();
        };
    }

    private TraceColumns columns(SelectedDocuments own) {
        return new TraceColumns(own, sessions, reading);
    }

    /** Nothing if it is a field of spans. */
    private Optional<Ordinals> ordinals(SelectedDocuments own, TraceColumns columns, int key) throws IOException {
        var dictionary = dictionaries.get(key);
        return switch (keys.get(key)) {
            case GroupKey.Field field ->
                switch (field.field()) {
                    case BoundField.OfTrace ofTrace -> Optional.of(columns.ordinals(ofTrace.field(), dictionary));
                    case BoundField.OfSpan ofSpan -> Optional.empty();
                };
            case GroupKey.Time time -> Optional.of(times(own, time.grid(), dictionary));
        };
    }

    private static Ordinals times(SelectedDocuments own, TimeGrid grid, Dictionary dictionary) throws IOException {
        var times = DocValues.getNumeric(own.segment().reader(), IndexField.TIMESTAMP);
        var ordinals = new Ordinals(own.size());
        for (int document : own.documents()) {
            if (times.advanceExact(document)) {
                ordinals.add(document, dictionary.ordinal(String.valueOf(grid.start(times.longValue()))));
            }
        }
        return ordinals;
    }

    /** Nothing if it is a field of spans. */
    private Optional<Amounts> amounts(SelectedDocuments own, TraceColumns columns, BoundField field)
            throws IOException {
        return switch (field) {
            case BoundField.OfTrace ofTrace ->
                Optional.of(new TraceAmounts(own, columns, sessions, reading).of(ofTrace.field()));
            case BoundField.OfSpan ofSpan -> Optional.empty();
        };
    }
}
