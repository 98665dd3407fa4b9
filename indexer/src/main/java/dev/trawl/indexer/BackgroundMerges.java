package dev.trawl.indexer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;

/**
 * Merges in threads of their own: soon where few traces are written, late where many are. One that fails is no uncaught
 * exception of its thread, as in Lucene, whose stack trace nobody could make anything of: whoever commits next hears of it.
 */
final class BackgroundMerges extends ConcurrentMergeScheduler {
    /** Traces that make so many segments that it is cheaper to merge them late. */
    private static final int MANY = 2_000;

    /** Of one size that are left alone: few where little is written at a time, as there is time to merge then. */
    private static final int SEGMENTS_OF_A_SIZE = 4;

    private static final int SEGMENTS_OF_A_SIZE_OF_MANY = 10;

    /** That are left in the end, when many traces were put. */
    private static final int FEW_SEGMENTS = 6;

    private static final long MILLISECONDS_BETWEEN_LOOKS = 20;

    private final AtomicLong puts = new AtomicLong();
    private final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());

    /** Which segments a writer merges, as long as it gets few traces. */
    static MergePolicy ofFew() {
        return policy(SEGMENTS_OF_A_SIZE);
    }

    private static MergePolicy policy(int segmentsOfASize) {
        return new TieredMergePolicy().setSegmentsPerTier(segmentsOfASize).setForceMergeDeletesPctAllowed(0);
    }

    /** Takes note that the writer gets one more trace. */
    void countPut(IndexWriter writer) {
        if (puts.incrementAndGet() == MANY) {
            writer.getConfig().setMergePolicy(policy(SEGMENTS_OF_A_SIZE_OF_MANY));
        }
    }

    /** Waits for merges, as long as it may; after many traces, of the smallest segments, until few are left. */
    void settle(IndexWriter writer, BooleanSupplier goesOn) throws IOException {
        if (puts.get() >= MANY) {
            writer.forceMerge(FEW_SEGMENTS, false);
        }
        while (goesOn.getAsBoolean() && !writer.getMergingSegments().isEmpty()) {
            try {
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while segments were merged");
            }
        }
        check();
    }

    @Override
    protected void handleMergeException(Throwable cause) {
        failure.compareAndSet(Optional.empty(), Optional.of(cause));
    }

    /** @throws IOException if a merge has failed, with what the first one failed of */
    void check() throws IOException {
        switch (failure.get().orElse(null)) {
            case null -> {}
            case IOException cause -> throw cause;
            case Throwable cause -> throw new IOException("parts of the index cannot be merged: " + cause, cause);
        }
    }
}
