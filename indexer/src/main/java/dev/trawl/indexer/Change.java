package dev.trawl.indexer;

/** What putting a trace into the index did. */
public enum Change {
    /** The index did not hold the trace. */
    NEW,
    /** The index held another form of the trace, which is replaced. */
    UPDATED,
    /** The index holds exactly this already; nothing was written. */
    UNCHANGED
}
