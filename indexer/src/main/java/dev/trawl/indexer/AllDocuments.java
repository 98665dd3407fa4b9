package dev.trawl.indexer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.LeafReaderContext;

/** Goes through all documents of an index on all cores, part by part. */
final class AllDocuments {
    /** A guess: enough for a batch's fixed cost to be small, and few enough for all cores to have work to the end. */
    private static final int PART = 4096;

    private AllDocuments() {}

    /** What is done with a part of a segment. */
    @FunctionalInterface
    interface Work {
        /** Documents of the segment from one number on up to before another; deleted ones are among them. */
        void on(LeafReaderContext segment, int from, int to) throws IOException;
    }

    /** Does the work on all parts, in no order; the first failure ends it. */
    static void inParts(List<LeafReaderContext> segments, Work work) throws IOException {
        var failed = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().factory())) {
            var parts = new ArrayList<Future<?>>();
            for (var segment : segments) {
                int documents = segment.reader().maxDoc();
                for (int from = 0; from < documents; from += PART) {
                    int first = from;
                    parts.add(threads.submit(() -> {
                        if (!failed.get()) {
                            run(work, segment, first, Math.min(first + PART, documents), failed);
                        }
                        return null;
                    }));
                }
            }
            for (var part : parts) {
                join(part);
            }
        }
    }

    private static void run(Work work, LeafReaderContext segment, int from, int to, AtomicBoolean failed)
            throws IOException {
        boolean done = false;
        try {
            work.on(segment, from, to);
            done = true;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }

    private static void join(Future<?> part) throws IOException {
        try {
            part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while working on the index");
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** What work in another thread failed of: thrown if it is unchecked, else returned. */
    static IOException failure(ExecutionException e) {
        return switch (Objects.requireNonNullElse(e.getCause(), e)) {
            case IOException trouble -> trouble;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            case Throwable other -> new IOException(other);
        };
    }
}
