package dev.trawl.query;

/**
 * Hears how a search goes on that has to check many traces, about ten times a second or less often. It may end the search
 * by throwing an unchecked exception, which the search then throws, too.
 */
@FunctionalInterface
public interface SearchListener {
    SearchListener NONE = progress -> {};

    void checking(Progress progress);

    /**
     * Hears how the counting of what was found goes on, many times a second; from any thread, by one call at a time.
     *
     * @param traces that had to be read from the store so far, one that is read for several fields more than once; 0 where
     *     the columns and terms of the index tell all
     */
    default void reading(long traces) {}

    /**
     * How far a search is.
     *
     * @param checked traces that were decoded and checked
     * @param candidates traces to check at most
     * @param found traces of the answer
     */
    record Progress(long checked, long candidates, long found) {}
}
