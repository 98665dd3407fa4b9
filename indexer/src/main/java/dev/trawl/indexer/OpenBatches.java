package dev.trawl.indexer;

import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.apache.lucene.util.IOUtils;

/**
 * The batches that are being filled, one by each thread that adds traces. A full one is published as a segment, and all of
 * them are when they are {@linkplain #flush flushed}. Thread-safe.
 */
final class OpenBatches {
    /** A guess: as much as the heap has room for beside all else, so that segments are few. */
    private static final long MOST_BYTES =
            Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final TraceEncoder encoder;
    private final IndexPhrases phrases;
    private final Publisher publisher;
    private final long mostBytes;

    /** What all batches take, however many threads fill one. */
    private final AtomicLong bytes = new AtomicLong();

    /** How many of them there are. */
    private final AtomicInteger count = new AtomicInteger();

    /** Batches into which no thread is putting a trace just now, the fullest first. */
    private final Queue<TraceBatch> batches = new PriorityBlockingQueue<>(
            Runtime.getRuntime().availableProcessors(),
            Comparator.comparingLong(TraceBatch::bytes).reversed());

    /** Held for reading by whoever has taken a batch out of {@link #batches}: a flush misses none of them. */
    private final ReadWriteLock inHand = new ReentrantReadWriteLock();

    /** Why some of the traces that were added are in no segment. */
    private volatile Optional<Throwable> lost = Optional.empty();

    /** Makes segments part of an index. */
    @FunctionalInterface
    interface Publisher {
        void publish(List<TraceBatch.Segment> segments) throws IOException;
    }

    OpenBatches(TraceEncoder encoder, IndexPhrases phrases, Publisher publisher) {
        this(encoder, phrases, publisher, MOST_BYTES);
    }

    /** @param mostBytes of memory that all batches together may take, roughly; then a full one is published */
    OpenBatches(TraceEncoder encoder, IndexPhrases phrases, Publisher publisher, long mostBytes) {
        this.encoder = encoder;
        this.phrases = phrases;
        this.publisher = publisher;
        this.mostBytes = mostBytes;
    }

    /**
     * Adds a trace to a batch.
     *
     * @param replaces whether the index holds one of the same id
     * @param added is told of it before the batch may be published
     */
    void add(IndexedTrace trace, boolean replaces, Consumer<BatchedTrace> added) throws IOException {
        inHand.readLock().lock();
        try {
            var free = batches.poll();
            long before = free == null ? 0 : free.bytes();
            var batch = free == null ? begun() : free;
            try {
                added.accept(batch.add(trace, replaces));
            } catch (RuntimeException | StackOverflowError poisonous) {
                var mended = mended(batch);
                bytes.addAndGet(mended.bytes() - before);
                batches.add(mended);
                throw poisonous;
            } catch (IOException | Error e) {
                lost = Optional.of(e);
                throw e;
            }
            if (isToBePublished(batch, bytes.addAndGet(batch.bytes() - before))) {
                forget(batch);
                publish(List.of(batch));
            } else {
                batches.add(batch);
            }
        } finally {
            inHand.readLock().unlock();
        }
    }

    private TraceBatch begun() throws IOException {
        var batch = new TraceBatch(encoder, phrases);
        count.incrementAndGet();
        return batch;
    }

    /** Not a small one, which would be a small segment, to be merged: the next trace goes into a fuller one. */
    private boolean isToBePublished(TraceBatch batch, long allBytes) {
        return allBytes >= mostBytes && batch.bytes() >= allBytes / count.get();
    }

    private void forget(TraceBatch batch) {
        bytes.addAndGet(-batch.bytes());
        count.decrementAndGet();
    }

    private TraceBatch mended(TraceBatch batch) throws IOException {
        try {
            return batch.mended();
        } catch (IOException | RuntimeException | Error e) {
            lost = Optional.of(e);
            throw e;
        }
    }

    /** Publishes everything added so far. */
    void flush() throws IOException {
        var waiting = new ArrayList<TraceBatch>();
        inHand.writeLock().lock();
        try {
            for (var batch = batches.poll(); batch != null; batch = batches.poll()) {
                forget(batch);
                if (!batch.isEmpty()) {
                    waiting.add(batch);
                }
            }
            inHand.readLock().lock();
        } finally {
            inHand.writeLock().unlock();
        }
        try {
            publish(waiting);
        } finally {
            inHand.readLock().unlock();
        }
    }

    /** Of batches that no thread fills any more. */
    private void publish(List<TraceBatch> full) throws IOException {
        var segments = new ArrayList<TraceBatch.Segment>();
        try {
            for (var batch : full) {
                segments.add(batch.segment());
            }
            publisher.publish(segments);
        } catch (IOException | RuntimeException | Error e) {
            lost = Optional.of(e);
            throw e;
        } finally {
            IOUtils.close(segments);
        }
    }

    /** Fails if traces that were added, by whatever thread, could not be published: nothing may claim to hold them. */
    void checkNothingIsLost() throws IOException {
        if (lost.isPresent()) {
            throw lost.get() instanceof IOException failure
                    ? failure
                    : new IOException("traces that were read could not be written", lost.get());
        }
    }
}
