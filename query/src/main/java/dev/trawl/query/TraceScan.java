package dev.trawl.query;

import dev.trawl.query.scan.ScanEvaluator;
import dev.trawl.query.scan.ScanOrder;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.TraceParts;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Searches traces without an index, by looking at each of them. It is the reference for {@link TraceSearch}: the same
 * request finds the same traces in the same order.
 */
public final class TraceScan {
    private TraceScan() {}

    /**
     * Finds the traces that a filter selects, a page of them.
     *
     * @param traces all there are; each id once
     * @param clock what {@code now} is
     * @throws FilterException if the filter or the order means nothing
     */
    public static List<IndexedTrace> search(Collection<IndexedTrace> traces, SearchRequest request, Clock clock) {
        var bound = BoundSearch.of(request, clock);
        var sessions = new SessionAssessments(
                () -> within(traces, request).map(trace -> trace.trace().info()));
        var matches = ScanEvaluator.predicate(bound.condition(), sessions);
        var matching = within(traces, request)
                .filter(trace -> matches.test(TraceParts.of(trace)))
                .sorted(ScanOrder.comparator(bound.order(), sessions))
                .skip(request.offset());
        return (request.limit() == SearchRequest.ALL ? matching : matching.limit(request.limit())).toList();
    }

    private static Stream<IndexedTrace> within(Collection<IndexedTrace> traces, SearchRequest request) {
        return traces.stream()
                .filter(trace -> request.experimentIds().isEmpty()
                        || request.experimentIds().contains(trace.trace().info().experimentId()));
    }
}
