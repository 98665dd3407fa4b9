package dev.trawl.sync;

/**
 * What became of the traces that were read.
 *
 * @param added traces that the index did not hold
 * @param updated traces that the index held in another form
 * @param unchanged traces that the index held already
 * @param failed traces that could not be read, or not wholly
 * @param withoutSpans traces read for which the source has no spans; they are among the other counts
 */
public record TraceCounts(long added, long updated, long unchanged, long failed, long withoutSpans) {
    /** Traces looked at. */
    public long total() {
        return added + updated + unchanged + failed;
    }

    /** Whether the index is another one than before. */
    public boolean changedIndex() {
        return added + updated > 0;
    }
}
