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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A few threads that do input and output for the one that hands out the work and waits when too much of it lies about.
 * After the first failure nothing else begins: all that was handed out and not done fails for the same reason.
 */
final class Workers implements AutoCloseable {
    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** So many pieces for each thread may be in hand, in work and waiting. */
    private static final int PIECES_PER_THREAD = 3;

    private final ExecutorService threads;
    private final Semaphore room;
    private final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());

    Workers(int count) {
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("trawl-sync-", 1).factory());
        this.room = new Semaphore(count * PIECES_PER_THREAD);
    }

    /** Returns when there is room for the work, which may be long before it is done. */
    CompletableFuture<Void> submit(Work work) throws InterruptedIOException {
        acquireRoom();
        return CompletableFuture.runAsync(() -> run(work), threads).whenComplete((nothing, thrown) -> room.release());
    }

    private void acquireRoom() throws InterruptedIOException {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void run(Work work) {
        try {
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
        failure.compareAndSet(Optional.empty(), Optional.of(new IOException("stopped")));
        threads.close();
    }
}
