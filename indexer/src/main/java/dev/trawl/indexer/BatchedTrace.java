package dev.trawl.indexer;

import dev.trawl.index.Terms;
import java.util.Comparator;
import org.apache.lucene.util.BytesRef;

/** A trace of a {@link TraceBatch}. Thread-safe. */
final class BatchedTrace {
    /** The order of {@link dev.trawl.index.IndexFormat#order}. */
    static final Comparator<BatchedTrace> ORDER = Comparator.comparingLong((BatchedTrace trace) -> trace.timestampMs)
            .reversed()
            .thenComparing(trace -> trace.id);

    private final String traceId;
    private final BytesRef id;
    private final long timestampMs;
    private final BytesRef stored;
    private final boolean replaces;
    private volatile boolean replaced;

    /**
     * A trace.
     *
     * @param stored the trace itself ({@link dev.trawl.index.StoredTrace})
     * @param replaces whether one of the same id may be in the index
     */
    BatchedTrace(String traceId, long timestampMs, BytesRef stored, boolean replaces) {
        this.traceId = traceId;
        this.id = Terms.of(traceId);
        this.timestampMs = timestampMs;
        this.stored = stored;
        this.replaces = replaces;
    }

    String traceId() {
        return traceId;
    }

    /** The id as a term. */
    BytesRef id() {
        return id;
    }

    BytesRef stored() {
        return stored;
    }

    boolean replaces() {
        return replaces;
    }

    /** Whether a later one of the same id has come since. */
    boolean replaced() {
        return replaced;
    }

    void replace() {
        replaced = true;
    }
}
