package dev.trawl.query.bind;

import dev.trawl.query.FilterException;
import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.RequestPart;
import dev.trawl.query.SortPosition;
import dev.trawl.query.parse.OrderClause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How traces are ordered: by each key in turn. Newest first and then by id, where nothing else was said; these two always
 * break ties (mlflow/store/tracking/sqlalchemy_store.py 3.17.2, line 10358). Missing values come last in both directions.
 *
 * @param keys at least the timestamp and the id, no field twice
 */
public record SortOrder(List<SortKey> keys) {
    /** Newest first, then by id. */
    public static final SortOrder NEWEST_FIRST = new SortOrder(List.of(
            new SortKey(TraceField.Attribute.TIMESTAMP_MS, true), new SortKey(TraceField.Attribute.TRACE_ID, false)));

    public SortOrder {
        keys = List.copyOf(keys);
    }

    /** One field of an order. */
    public record SortKey(TraceField field, boolean descending) {}

    /**
     * What the clauses mean; a field that stands there twice counts where it stands first.
     *
     * @throws FilterException if a clause means nothing, with that clause as its text
     */
    public static SortOrder bind(List<String> clauses) {
        if (clauses.isEmpty()) {
            return NEWEST_FIRST;
        }
        var keys = new ArrayList<SortKey>();
        for (var key : RequestPart.ORDER.read(clauses, SortOrder::key)) {
            if (keys.stream().noneMatch(earlier -> earlier.field().equals(key.field()))) {
                keys.add(key);
            }
        }
        for (var tieBreak : NEWEST_FIRST.keys()) {
            if (keys.stream().noneMatch(key -> key.field().equals(tieBreak.field()))) {
                keys.add(tieBreak);
            }
        }
        return new SortOrder(keys);
    }

    /** Whether it is {@link #NEWEST_FIRST}; {@code equals} of records takes Java some milliseconds to set up. */
    public boolean isNewestFirst() {
        var first = keys.getFirst();
        var last = keys.getLast();
        return keys.size() == 2
                && first.field() == TraceField.Attribute.TIMESTAMP_MS
                && first.descending()
                && last.field() == TraceField.Attribute.TRACE_ID
                && !last.descending();
    }

    /** Whether a place may be one in this order; one that was made up may not. */
    public boolean has(SortPosition place) {
        return place.keys().size() == keys.size()
                && IntStream.range(0, keys.size())
                        .allMatch(i -> mayBeOf(keys.get(i).field(), place.keys().get(i)));
    }

    private static boolean mayBeOf(TraceField field, SortPosition.Key key) {
        if (field == TraceField.Attribute.TIMESTAMP_MS) {
            return key.number().filter(SortOrder::isLong).isPresent();
        }
        return field != TraceField.Attribute.TRACE_ID || key.text().isPresent();
    }

    private static boolean isLong(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    private static SortKey key(String clause) {
        var parsed = OrderClause.parse(clause);
        var problems = new ArrayList<>(parsed.problems());
        var key = parsed.clause()
                .flatMap(read -> field(read, problems).map(field -> new SortKey(field, read.descending())));
        return key.filter(ignored -> problems.isEmpty()).orElseThrow(() -> new FilterException(clause, problems));
    }

    private static Optional<TraceField> field(OrderClause clause, List<Problem> problems) {
        return new FieldResolver(problems::add)
                .resolve(clause.key())
                .map(field -> RunField.inOrder(clause.key(), field))
                .flatMap(field -> {
                    if (field instanceof BoundField.OfTrace ofTrace) {
                        return Optional.of(ofTrace.field());
                    }
                    var range = clause.key().range();
                    problems.add(new Problem(
                            range.start(),
                            range.end(),
                            "traces cannot be ordered by their spans",
                            Optional.of("order by a field of the trace, such as execution_time_ms")));
                    return Optional.empty();
                });
    }
}
