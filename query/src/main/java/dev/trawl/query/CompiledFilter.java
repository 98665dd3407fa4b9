package dev.trawl.query;

import java.util.List;
import java.util.Optional;

/**
 * What a condition compiles to, for a person to read.
 *
 * @param query in one line
 * @param check whether and which traces that the query finds are checked
 * @param terms the terms looked up, rarest first, with the number of documents that have them
 * @param thorough the query that takes over when this one leaves too much to check, if there is a better one
 */
public record CompiledFilter(String query, Check check, List<TermCount> terms, Optional<Thorough> thorough) {

    /** Which of the traces that a query finds have to be decoded and checked. */
    public enum Check {
        NONE,
        SOME,
        ALL
    }

    /** A query that searches dictionaries from end to end, and which traces it leaves to check. */
    public record Thorough(String query, Check check) {}

    /** A term and how many documents have it. */
    public record TermCount(String term, int documents) {}
}
