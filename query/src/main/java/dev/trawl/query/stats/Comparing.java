package dev.trawl.query.stats;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import dev.trawl.query.stats.Comparison.Difference;
import dev.trawl.query.stats.Comparison.Spread;
import dev.trawl.query.stats.Comparison.Statistics;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds what sets two selections apart: every value of every key, every kind of span and every number is looked at, and
 * {@link Significance} decides what is worth telling. Used once, by one thread.
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

    private final IndexSearcher searcher;
    private final FixedBitSet a;
    private final FixedBitSet b;
    private final SessionAssessments sessions;
    private final long ofA;
    private final long ofB;
    private final Set<String> asked = new HashSet<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();

    /**
     * Begins to compare.
     *
     * @param a the first selection, documents by their numbers in the whole index; not empty, as the second
     * @param filters what the selections were made by
     * @param sessions the session-level assessments of the traces that are searched
     */
    public Comparing(
            IndexSearcher searcher,
            FixedBitSet a,
            FixedBitSet b,
            List<Condition> filters,
            SessionAssessments sessions) {
        this.searcher = searcher;
        this.a = a;
        this.b = b;
        this.sessions = sessions;
        ofA = a.cardinality();
        ofB = b.cardinality();
        filters.forEach(filter -> asked.addAll(Mentioned.in(filter)));
    }

    public Comparison compared() throws IOException {
        keysAndValues();
        spans();
        var spreads = numbers();
        differences.sort(Comparator.comparingDouble(Difference::sureDifference)
                .reversed()
                .thenComparing(Difference::condition));
        return new Comparison(
                ofA, ofB, differences, spreads, leftOut.stream().sorted().toList());
    }

    private void keysAndValues() throws IOException {
        var reader = searcher.getIndexReader();
        var walk = new KeyWalk(reader, List.of(a, b), FEWEST);
        var votes = SessionVotes.of(reader, sessions);
        for (var field : FieldNames.OF_PAIRS) {
            var told = new HashSet<String>();
            walk.eachPair(
                    field,
                    votes.pairsOf(field),
                    key -> FieldNames.of(field, key).isPresent(),
                    (current, term, counts) -> {
                        var name = FieldNames.of(field, current.key()).orElseThrow();
                        if (isNew(name)) {
                            told.add(current.key() + " " + counts[0] + " " + counts[1]);
                            consider(() -> name + " = " + literal(field, current.value(term)), counts[0], counts[1]);
                        }
                    });
            walk.each(IndexField.keysOf(field), votes.keysOf(field), (term, counts) -> {
                var key = Terms.text(term);
                var name = FieldNames.of(field, key);
                boolean valueTellsIt = told.contains(key + " " + counts[0] + " " + counts[1]);
                if (name.isPresent() && !valueTellsIt && isNew(name.get())) {
                    consider(() -> name.get() + " IS NOT NULL", counts[0], counts[1]);
                }
            });
        }
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
            return json.isNumber() ? value : quoted(Dictionary.text(Value.ofAssessment(json)));
        }
        return quoted(value);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private interface Text {
        String written();
    }

    private void consider(Text condition, long inA, long inB) {
        if (inA >= FEWEST) {
            double sure = Significance.leastDifference(inA, ofA, inB, ofB);
            if (sure > 0) {
                differences.add(new Difference(condition.written(), inA, inB, sure));
            }
        }
    }

    private void spans() throws IOException {
        new SpanCounts(List.of(a, b), new StoredReading(searcher.getTaskExecutor()))
                .counted(searcher.getIndexReader().leaves())
                .forEach((feature, counts) -> {
                    switch (feature) {
                        case SpanCounts.Feature.Name name -> ofSpan("span.name", name.name(), counts);
                        case SpanCounts.Feature.Type type -> ofSpan("span.type", type.type(), counts);
                        case SpanCounts.Feature.Status status -> ofSpan("span.status", status.status(), counts);
                        case SpanCounts.Feature.Model model -> ofSpan("span.model", model.model(), counts);
                        case SpanCounts.Feature.Present any -> {}
                        case SpanCounts.Feature.Failed failed ->
                            consider(
                                    () -> "span.name = " + quoted(failed.name()) + " AND span.status = 'ERROR'",
                                    counts[0],
                                    counts[1]);
                    }
                });
    }

    private void ofSpan(String field, String value, long[] counts) {
        if (isNew(field)) {
            consider(() -> field + " = " + quoted(value), counts[0], counts[1]);
        }
    }

    private List<Spread> numbers() throws IOException {
        var spreads = new ArrayList<Spread>();
        for (var field : NUMBERS) {
            var first = numbers(field, a);
            var second = numbers(field, b);
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
            var written = new BigDecimal(Double.toString(limit.limit()))
                    .stripTrailingZeros()
                    .toPlainString();
            differences.add(
                    new Difference(field + (limit.above() ? " >= " : " < ") + written, limit.a(), limit.b(), sure));
        }
    }

    private Numbers numbers(String name, FixedBitSet selected) throws IOException {
        var numbers = new Numbers();
        if (!(BoundField.named(name) instanceof BoundField.OfTrace ofTrace)) {
            throw new IllegalStateException("no number of a trace: " + name);
        }
        var reading = new StoredReading(searcher.getTaskExecutor());
        for (var segment : searcher.getIndexReader().leaves()) {
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
        return numbers;
    }
}
