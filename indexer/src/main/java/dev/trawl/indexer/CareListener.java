package dev.trawl.indexer;

/** Hears how far a piece of work on a whole index is. */
@FunctionalInterface
public interface CareListener {
    /**
     * So much is done, of so much. Several threads may call it, often.
     *
     * @throws RuntimeException to end the work; the index is then as it was before
     */
    void done(long amount, long total);
}
