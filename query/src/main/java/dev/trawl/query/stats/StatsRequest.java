package dev.trawl.query.stats;

import dev.trawl.query.SearchRequest;
import java.util.List;
import java.util.Optional;

/**
 * What to work out.
 *
 * @param traces which traces; order, offset and limit do not matter
 * @param spans which of their spans count, a filter that would select a trace of just that span; spans are counted when
 *     this is there or when a field of spans is asked for, else traces are
 * @param by fields whose values make the groups; none for one group of everything
 * @param metrics at least one, {@link Metric#parse}; the first one orders the groups
 */
public record StatsRequest(SearchRequest traces, Optional<String> spans, List<String> by, List<String> metrics) {
    public StatsRequest {
        by = List.copyOf(by);
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("no metric");
        }
    }
}
