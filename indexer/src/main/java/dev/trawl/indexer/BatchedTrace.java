package dev.trawl.indexer;

import dev.trawl.index.Terms;
import java.util.Comparator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

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

    /** The one of the same id that was put next. */
    private volatile @Nullable BatchedTrace successor;

    private volatile boolean taken;

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

    /** Tells that it is being made part of the index, or is. */
    void take() {
        taken = true;
    }

    /** Whether a later one of the same id is being made part of the index, or is; as long as none is, this one counts. */
    boolean replaced() {
        for (var next = successor; next != null; next = next.successor) {
            if (next.taken) {
                return true;
            }
        }
        return false;
    }

    void replaceBy(BatchedTrace next) {
        successor = next;
    }
}
