package dev.trawl.mlflow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One search request in MLflow's own filter language.
 *
 * @param experimentIds where to search
 * @param filter empty for all traces
 * @param orderBy for example {@code timestamp_ms ASC}
 * @param maxResults at most {@value #LARGEST_PAGE}
 * @param pageToken of the page before; it is a bare offset, good only for a set that does not change
 */
public record TraceQuery(
        List<String> experimentIds, String filter, List<String> orderBy, int maxResults, Optional<String> pageToken) {
    /** The server refuses more (mlflow/server/handlers.py, {@code _search_traces_v3}, 3.17.2). */
    public static final int LARGEST_PAGE = 500;

    public TraceQuery {
        experimentIds = List.copyOf(experimentIds);
        orderBy = List.copyOf(orderBy);
        if (maxResults < 1 || maxResults > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " traces, not " + maxResults);
        }
    }

    /** Some traces of an experiment. */
    public static TraceQuery ofTraces(String experimentId, List<String> ids) {
        var list = ids.stream()
                .map(id -> "'" + id.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", "));
        return new TraceQuery(
                List.of(experimentId),
                "request_id IN (" + list + ")",
                List.of("timestamp_ms ASC"),
                ids.size(),
                Optional.empty());
    }

    public TraceQuery from(Optional<String> token) {
        return new TraceQuery(experimentIds, filter, orderBy, maxResults, token);
    }
}
