package dev.trawl.query.scan;

import dev.trawl.query.bind.SortOrder;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.bind.Values;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.TraceParts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The reference order of traces. */
public final class ScanOrder {
    private ScanOrder() {}

    /** Orders whole traces. */
    public static Comparator<IndexedTrace> comparator(SortOrder order, SessionAssessments sessions) {
        return order.keys().stream()
                .map(key -> Comparator.<IndexedTrace, Optional<Value>>comparing(
                        trace -> value(key.field(), TraceParts.of(trace), sessions), missingLast(key.descending())))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    /** What a trace is ordered by: its first value of the field. */
    public static Optional<Value> value(TraceField field, TraceParts trace, SessionAssessments sessions) {
        var first = new TraceValues(sessions).of(field, trace).findFirst();
        return field == TraceField.Attribute.EXPERIMENT_ID ? first.map(ScanOrder::numbered) : first;
    }

    /** The id of an experiment as a number, which it is in a server's database: 2 comes before 10. */
    public static Value numbered(Value id) {
        var text = id.forms().getFirst();
        return new Value(List.of(text), Values.number(text));
    }

    /** Numbers before texts; missing values last in both directions. */
    public static Comparator<Optional<Value>> missingLast(boolean descending) {
        Comparator<Value> ascending = ScanOrder::compare;
        var present = descending ? ascending.reversed() : ascending;
        return (one, other) -> one.isPresent() && other.isPresent()
                ? present.compare(one.get(), other.get())
                : Boolean.compare(one.isEmpty(), other.isEmpty());
    }

    private static int compare(Value one, Value other) {
        if (one.number().isPresent() && other.number().isPresent()) {
            return one.number().get().compareTo(other.number().get());
        }
        return one.number().isPresent() != other.number().isPresent()
                ? Boolean.compare(other.number().isPresent(), one.number().isPresent())
                : CodePoints.compare(one.forms().getFirst(), other.forms().getFirst());
    }
}
