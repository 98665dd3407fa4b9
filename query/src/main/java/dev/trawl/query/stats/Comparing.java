package dev.trawl.query.stats;

import dev.trawl.index.IndexField;
import dev.trawl.query.SearchListener;
import dev.trawl.query.TextLiteral;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.columns.CountWatch;
import dev.trawl.query.columns.Dictionary;
import dev.trawl.query.columns.DocumentSet;
import dev.trawl.query.columns.FieldNames;
import dev.trawl.query.columns.KeyColumn;
import dev.trawl.query.columns.KeyColumn.Counts;
import dev.trawl.query.columns.KeyColumns;
import dev.trawl.query.columns.SessionVotes;
import dev.trawl.query.columns.SpanColumn;
import dev.trawl.query.columns.SpanFeature;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import dev.trawl.query.stats.Comparison.Difference;
import dev.trawl.query.stats.Comparison.Spread;
import dev.trawl.query.stats.Comparison.Statistics;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds what sets two selections apart: every value of every key, every kind of span and every number is looked at, and
 * {@link Significance} decides what is worth telling. Used once.
 */
public final class Comparing {
    /** A condition that fewer traces satisfy is too rare to be told from chance. */
    private static final int FEWEST = 3;

    private static final List<String> NUMBERS = List.of(
            "trace.execution_time_ms",
            "trace.input_tokens",
            "trace.output_tokens",
            "trace.cost",
            "trace.span_count",
            "trace.error_count");

    /** JSON of tokens and cost, a value for nearly every trace. */
    private static final Set<String> NUMBERS_IN_METADATA = Set.of(MlflowKey.TRACE_TOKENS, MlflowKey.TRACE_COST);

    private final IndexSearcher searcher;
    private final KeyColumns keys;
    private final FixedBitSet a;
    private final FixedBitSet b;
    private final SessionAssessments sessions;
    private final CountWatch watch;
    private final StoredReading reading;
    private final long ofA;
    private final long ofB;
    private final Set<String> asked = new HashSet<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

    /**
     * Begins to compare.
     *
     * @param a the first selection, documents by their numbers in the whole index; not empty, as the second
     * @param filters what the selections were made by
     * @param sessions the session-level assessments of the traces that are searched
     * @param listener may end it by throwing an unchecked exception
     */
    public Comparing(
            IndexSearcher searcher,
            KeyColumns keys,
            FixedBitSet a,
            FixedBitSet b,
            List<Condition> filters,
            SessionAssessments sessions,
            SearchListener listener) {
        this.searcher = searcher;
        this.keys = keys;
        this.a = a;
        this.b = b;
        this.sessions = sessions;
        this.watch = new CountWatch(listener);
        this.reading = new StoredReading(searcher.getTaskExecutor(), watch);
        ofA = a.cardinality();
        ofB = b.cardinality();
        filters.forEach(filter -> asked.addAll(MentionedFields.in(filter)));
    }

    public Comparison compared() throws IOException {
        var inA = DocumentSet.of(a);
        var inB = DocumentSet.of(b);
        keysAndValues(inA, inB);
        spans(inA, inB);
        var spreads = numbers();
        differences.sort(Comparator.comparingDouble(Difference::sureDifference)
                .reversed()
                .thenComparing(Difference::condition));
        return new Comparison(
                ofA, ofB, differences, spreads, leftOut.stream().sorted().toList());
    }

    private void keysAndValues(DocumentSet inA, DocumentSet inB) throws IOException {
        var votes = SessionVotes.of(searcher.getIndexReader(), sessions, watch);
        keys.ofKeys(watch, column -> ofKey(column, column.counted(inA, votes), column.counted(inB, votes)))
                .forEach(differences::addAll);
    }

    /** Called by several threads. */
    private List<Difference> ofKey(KeyColumn column, Counts inA, Counts inB) throws IOException {
        var found = new ArrayList<Difference>();
        var name = FieldNames.of(column.field(), column.key()).orElseThrow();
        if (inA.present() + inB.present() == 0 || isNumber(column) || !isNew(name)) {
            return found;
        }
        boolean valueTellsPresence = false;
        var values = column.values();
        for (int i = 0; i < column.size(); i++) {
            int value = i;
            valueTellsPresence |= inA.of(value) == inA.present() && inB.of(value) == inB.present();
            difference(() -> name + " = " + literal(column.field(), values.text(value)), inA.of(value), inB.of(value))
                    .ifPresent(found::add);
        }
        if (!valueTellsPresence) {
            difference(() -> name + " IS NOT NULL", inA.present(), inB.present())
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Whether it is metadata of which the numbers are compared. */
    private static boolean isNumber(KeyColumn column) {
        return column.field().equals(IndexField.METADATA) && NUMBERS_IN_METADATA.contains(column.key());
    }

    /** Whether no filter names the field. */
    private boolean isNew(String name) {
        boolean named = asked.contains(printed(name));
        if (named) {
            leftOut.add(name);
        }
        return !named;
    }

    /** As conditions print a field that is written so. */
    private static String printed(String name) {
        return switch (BoundField.named(name)) {
            case BoundField.OfTrace ofTrace -> ofTrace.field().toString();
            case BoundField.OfSpan ofSpan -> ofSpan.field().toString();
        };
    }

    private static String literal(String field, String value) {
        if (FieldNames.isJson(field)) {
            var json = PythonJson.parseOrText(value);
            return json.isNumber() ? value : TextLiteral.of(Dictionary.text(Value.ofAssessment(json)));
        }
        return TextLiteral.of(value);
    }

    private interface Text {
        String written() throws IOException;
    }

    /** Nothing if chance may have made it. */
    private Optional<Difference> difference(Text condition, long inA, long inB) throws IOException {
        if (inA < FEWEST) {
            return Optional.empty();
        }
        double sure = Significance.leastDifference(inA, ofA, inB, ofB);
        return sure > 0 ? Optional.of(new Difference(condition.written(), inA, inB, sure)) : Optional.empty();
    }

    private void spans(DocumentSet inA, DocumentSet inB) throws IOException {
        keys.ofSpans(watch, column -> ofSpans(column, column.counted(inA), column.counted(inB)))
                .forEach(differences::addAll);
    }

    /** Called by several threads. */
    private List<Difference> ofSpans(SpanColumn column, Counts inA, Counts inB) throws IOException {
        var found = new ArrayList<Difference>();
        boolean failed = column.field().equals(SpanFeature.FAILED);
        if (inA.present() + inB.present() > 0 && (failed || isNew(column.field()))) {
            for (int value = 0; value < column.values().size(); value++) {
                var literal = TextLiteral.of(column.values().get(value));
                difference(
                                () -> failed
                                        ? "span.name = " + literal + " AND span.status = 'ERROR'"
                                        : column.field() + " = " + literal,
                                inA.of(value),
                                inB.of(value))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private List<Spread> numbers() throws IOException {
        var readings = new ArrayList<Callable<Numbers>>();
        for (var field : NUMBERS) {
            readings.add(() -> numbers(field, a));
            readings.add(() -> numbers(field, b));
        }
        var read = searcher.getTaskExecutor().invokeAll(readings).iterator();
        var spreads = new ArrayList<Spread>();
        for (var field : NUMBERS) {
            var first = read.next();
            var second = read.next();
            if (first.size() + second.size() > 0) {
                spreads.add(new Spread(field, Statistics.of(first), Statistics.of(second)));
            }
            if (isNew(field)) {
                BestLimit.between(first, ofA, second, ofB).ifPresent(limit -> consider(field, limit));
            }
        }
        return spreads;
    }

    private void consider(String field, BestLimit limit) {
        double difference = (double) limit.a() / ofA - (double) limit.b() / ofB;
        double sure = Significance.leastDifferenceAtBestLimit(difference, ofA, ofB);
        if (limit.a() >= FEWEST && sure > 0) {
            differences.add(new Difference(
                    field + (limit.above() ? " >= " : " < ") + limit.written(), limit.a(), limit.b(), sure));
        }
    }

    private Numbers numbers(String name, FixedBitSet selected) throws IOException {
        var numbers = new Numbers();
        if (!(BoundField.named(name) instanceof BoundField.OfTrace ofTrace)) {
            throw new IllegalStateException("no number of a trace: " + name);
        }
        for (var segment : searcher.getIndexReader().leaves()) {
            watch.goesOn();
            var own = new SelectedDocuments(segment, selected);
            var amounts = new TraceAmounts(own, new TraceColumns(own, sessions, reading), sessions, reading)
                    .of(ofTrace.field());
            for (int document = own.next(0);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = own.next(document + 1)) {
                for (double number : amounts.of(document)) {
                    numbers.add(number);
                }
            }
        }
        numbers.sorted(); // here, by several threads at once
        return numbers;
    }
}
