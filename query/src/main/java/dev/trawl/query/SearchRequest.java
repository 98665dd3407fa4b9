package dev.trawl.query;

import java.util.List;
import java.util.Optional;

/**
 * What to search for.
 *
 * @param filter in the language of docs/filter-language.md; empty for every trace
 * @param orderBy clauses like {@code execution_time_ms DESC}; empty for newest first
 * @param experimentIds where to search; empty for everywhere
 * @param after where to begin behind ({@link SearchResult#next}); empty for the beginning of the order
 * @param offset how many of the first matching traces to leave out
 * @param limit how many traces to return at most; {@value #ALL} for all of them
 * @param strict whether to refuse what an MLflow server refuses, in its words
 */
public record SearchRequest(
        String filter,
        List<String> orderBy,
        List<String> experimentIds,
        Optional<SortPosition> after,
        int offset,
        int limit,
        boolean strict) {
    public static final int ALL = 0;

    private static final int PAGE = 100;

    public SearchRequest {
        orderBy = List.copyOf(orderBy);
        experimentIds = List.copyOf(experimentIds);
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException("negative offset or limit: " + offset + ", " + limit);
        }
    }

    /** The newest hundred traces that the filter selects, from all experiments. */
    public static SearchRequest of(String filter) {
        return new SearchRequest(filter, List.of(), List.of(), Optional.empty(), 0, PAGE, false);
    }

    public SearchRequest withOrderBy(List<String> clauses) {
        return new SearchRequest(filter, clauses, experimentIds, after, offset, limit, strict);
    }

    public SearchRequest withExperimentIds(List<String> ids) {
        return new SearchRequest(filter, orderBy, ids, after, offset, limit, strict);
    }

    public SearchRequest withFilter(String text) {
        return new SearchRequest(text, orderBy, experimentIds, after, offset, limit, strict);
    }

    public SearchRequest withAfter(SortPosition position) {
        return new SearchRequest(filter, orderBy, experimentIds, Optional.of(position), offset, limit, strict);
    }

    public SearchRequest withOffset(int traces) {
        return new SearchRequest(filter, orderBy, experimentIds, after, traces, limit, strict);
    }

    public SearchRequest withLimit(int traces) {
        return new SearchRequest(filter, orderBy, experimentIds, after, offset, traces, strict);
    }

    public SearchRequest withStrict(boolean on) {
        return new SearchRequest(filter, orderBy, experimentIds, after, offset, limit, on);
    }
}
