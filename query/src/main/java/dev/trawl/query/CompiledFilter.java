package dev.trawl.query;

import java.util.List;

/**
 * What a condition compiles to, for a person to read.
 *
 * @param query in one line
 * @param exact whether no trace needs to be checked
 * @param terms the terms looked up, rarest first, with the number of documents that have them
 */
public record CompiledFilter(String query, boolean exact, List<TermCount> terms) {

    /** A term and how many documents have it. */
    public record TermCount(String term, int documents) {}
}
