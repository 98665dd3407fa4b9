package dev.trawl.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer to a search.
 *
 * @param hits the page, in the order asked for
 * @param total how many traces match in all, if the index knew that without checking more of them than the page needed;
 *     {@link TraceSearch#count} finds out
 * @param next where the next page begins, if there is one; a request that says so ({@link SearchRequest#after}) gets it,
 *     also when other traces have come meanwhile
 */
public record SearchResult(List<Hit> hits, OptionalLong total, Optional<SortPosition> next) {
    public SearchResult {
        hits = List.copyOf(hits);
    }
}
