package dev.trawl.sync;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The few threads of a refresh that do input and output for the one that hands out the work and waits when too much of it
 * lies about. What belongs together is a {@link Job}.
 */
final class Workers implements AutoCloseable {
    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** Besides those that ask: as many as index what others have read, lest the server wait for it. */
    private static final int INDEXING = 2;

    /** So many pieces for each thread may be in hand, in work and waiting. */
    private static final int PIECES_PER_THREAD = 3;

    private final ExecutorService threads;
    private final Semaphore room;
    private volatile boolean closed;

    /** @param concurrency so many may ask the server at the same time */
    Workers(int concurrency) {
        int count = concurrency + INDEXING;
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("trawl-sync-", 1).factory());
        this.room = new Semaphore(count * PIECES_PER_THREAD);
    }

    /** Begins a job, of which no piece is there yet. */
    Job job() {
        return new Job();
    }

    private static void acquire(Semaphore semaphore) throws InterruptedIOException {
        try {
            semaphore.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the server");
    }

    /**
     * Drops what has not begun and waits for what has. Nothing is interrupted: that would break the index's files under
     * the hands of whoever writes them.
     */
    @Override
    public void close() {
        closed = true;
        threads.close();
    }

    /**
     * Pieces of work of which nothing else begins after the first failure: all that was handed out and not done fails for
     * the same reason. Other jobs go on. To be used by one thread.
     */
    final class Job implements AutoCloseable {
        private final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());

        /** The pieces in hand, and the job itself. */
        private final Phaser inHand = new Phaser(1);

        private Job() {}

        /** Returns when there is room for the work, which may be long before it is done. */
        CompletableFuture<Void> submit(Work work) throws InterruptedIOException {
            acquire(room);
            inHand.register();
            return CompletableFuture.runAsync(() -> run(work), threads).whenComplete((nothing, thrown) -> {
                room.release();
                inHand.arriveAndDeregister();
            });
        }

        private void run(Work work) {
            try {
                if (closed) {
                    throw new IOException("stopped");
                }
                if (failure.get().isEmpty()) {
                    work.run();
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(Optional.empty(), Optional.of(e));
            }
            failure.get().ifPresent(first -> {
                throw new CompletionException(first);
            });
        }

        /** Waits for the work, but not for ever; whether it is done. Throws the failure that stopped it. */
        boolean join(CompletableFuture<Void> work, Duration longest) throws IOException {
            try {
                work.get(longest.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                throw interrupted();
            } catch (ExecutionException e) {
                switch (failure.get().orElse(e)) {
                    case IOException cause -> throw cause;
                    case Error cause -> throw cause;
                    case RuntimeException cause -> throw cause;
                    case Throwable cause -> throw new IOException(cause);
                }
            }
        }

        /** Waits for the work. Throws the failure that stopped it. */
        void join(CompletableFuture<Void> work) throws IOException {
            while (!join(work, Duration.ofDays(1))) {}
        }

        /** Drops those pieces that have not begun and waits for those that have. */
        @Override
        public void close() {
            failure.compareAndSet(Optional.empty(), Optional.of(new IOException("stopped")));
            inHand.arriveAndAwaitAdvance();
        }
    }
}
