package dev.trawl.query;

import java.util.List;
import java.util.Optional;

/**
 * How a filter is understood and answered.
 *
 * @param filter as it was read, written out again
 * @param condition what it means
 * @param compiled what is looked up in the index
 * @param refusal what an MLflow server says, if it refuses the filter
 * @param differences why a server may answer otherwise
 * @param absent what the filter names that the index does not have, as sentences
 * @param run what happened when it was run, if it was
 */
public record Explanation(
        String filter,
        String condition,
        CompiledFilter compiled,
        Optional<String> refusal,
        List<ServerDifference> differences,
        List<String> absent,
        Optional<Run> run) {

    /**
     * A search that was run.
     *
     * @param candidates documents that the query let through
     * @param hits traces that satisfy the condition
     * @param milliseconds from the compiled query to the last hit
     */
    public record Run(long candidates, long hits, double milliseconds) {}
}
