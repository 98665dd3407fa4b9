package dev.trawl.query;

import java.util.List;

/**
 * The answer to a search.
 *
 * @param hits the page, in the order asked for
 * @param total how many traces match in all, exactly
 */
public record SearchResult(List<Hit> hits, long total) {
    public SearchResult {
        hits = List.copyOf(hits);
    }
}
