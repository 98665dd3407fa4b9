package dev.trawl.sync;

import dev.trawl.source.FoundTrace;
import dev.trawl.source.ImportProblem;
import dev.trawl.source.ImportProblemException;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Decodes and indexes traces on all cores while their files are still being read, as if one had come after the other.
 *
 * <p>Decoding happens in any order. What was decoded is handed on in the order of the files: problems to a list, traces
 * to one of several lanes, chosen by id. So of two traces with one id the later one stays. The bytes in hand are
 * bounded; whoever brings more waits.
 */
final class ImportPipeline implements AutoCloseable {
    /** Bytes of JSON; while it is worked on, each takes several bytes of memory. */
    private static final int MOST_IN_HAND = 32 << 20;

    /** A guess at the memory that a lane takes while its traces are made a segment: many cores do not mean much memory. */
    private static final long LANE_BYTES = 96L << 20;

    private final HeldTraces held;
    private final Tally tally;
    private final boolean strict;
    private final ExecutorService decoders;
    private final List<ExecutorService> lanes;
    private final Semaphore room = new Semaphore(MOST_IN_HAND, true);
    private final List<ImportProblem> problems = new ArrayList<>();
    private final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());

    /** Completes with its number when the last thing so far has been handed on, and all before it. */
    private CompletableFuture<Void> handedOn = CompletableFuture.completedFuture(null);

    private volatile boolean stopped;

    ImportPipeline(HeldTraces held, Tally tally, boolean strict, int cores) {
        this.held = held;
        this.tally = tally;
        this.strict = strict;
        var daemon = Thread.ofPlatform().daemon().name("trawl-import-", 1).factory();
        this.decoders = Executors.newFixedThreadPool(cores, daemon);
        int lanesThatFit = Math.clamp(Runtime.getRuntime().maxMemory() / LANE_BYTES, 1, cores);
        this.lanes = IntStream.range(0, lanesThatFit)
                .mapToObj(lane -> Executors.newSingleThreadExecutor(daemon))
                .toList();
    }

    /** Whether nothing more is wanted: the import has failed, or the first problem has come in a strict one. */
    boolean stopped() {
        return stopped;
    }

    /** Lets what is in hand be dropped. */
    void stop() {
        stopped = true;
    }

    /** Returns when there is room for the trace, before it is in the index. */
    void accept(FoundTrace found) {
        int size = (int) Math.min(MOST_IN_HAND, found.size());
        room.acquireUninterruptibly(size);
        var decoded = CompletableFuture.supplyAsync(() -> decode(found), decoders);
        handedOn = handedOn.thenAcceptBoth(decoded, (before, trace) -> handOn(found, trace, size));
    }

    /** Notes a problem in its order. */
    void accept(ImportProblem problem) {
        handedOn = handedOn.thenRun(() -> note(problem));
    }

    private Decoded decode(FoundTrace found) {
        try {
            return stopped ? new Decoded.Dropped() : new Decoded.Good(found.decode());
        } catch (ImportProblemException e) {
            return new Decoded.Bad(e.problem());
        } catch (OutOfMemoryError e) {
            return new Decoded.Bad(found.problem("the trace is too large for the memory that trawl may use"));
        } catch (RuntimeException | StackOverflowError e) {
            return new Decoded.Bad(found.problem("the trace cannot be understood: " + e));
        } catch (Error e) {
            fail(e);
            return new Decoded.Dropped();
        }
    }

    private void handOn(FoundTrace found, Decoded decoded, int size) {
        switch (decoded) {
            case Decoded.Good good -> {
                int lane = Math.floorMod(good.trace().id().hashCode(), lanes.size());
                lanes.get(lane).execute(() -> {
                    try {
                        put(found, good.trace());
                    } finally {
                        room.release(size);
                    }
                });
            }
            case Decoded.Bad bad -> {
                note(bad.problem());
                room.release(size);
            }
            case Decoded.Dropped dropped -> room.release(size);
        }
    }

    private void put(FoundTrace found, IndexedTrace trace) {
        if (stopped) {
            return;
        }
        try {
            tally.count(held.put(trace));
            if (trace.trace().spans().isEmpty()) {
                tally.countWithoutSpans();
            }
        } catch (RuntimeException | StackOverflowError e) {
            note(found.problem("the trace cannot be indexed: " + e));
        } catch (IOException | Error e) {
            fail(e);
        }
    }

    /** Ends the import with a failure that is not the fault of any trace; {@link #finish} throws the first one. */
    private void fail(Throwable cause) {
        failure.compareAndSet(Optional.empty(), Optional.of(cause));
        stopped = true;
    }

    private synchronized void note(ImportProblem problem) {
        if (strict && !problems.isEmpty()) {
            return;
        }
        if (problems.size() < ImportReport.MOST_PROBLEMS) {
            problems.add(problem);
        }
        tally.countFailed();
        stopped |= strict;
    }

    /**
     * Waits until everything accepted is in the index.
     *
     * @throws IOException if the index could not be written
     */
    void finish() throws IOException {
        handedOn.join();
        decoders.close();
        lanes.forEach(ExecutorService::close);
        switch (failure.get().orElse(null)) {
            case null -> {}
            case IOException cause -> throw cause;
            case Error cause -> throw cause;
            case Throwable cause -> throw new IllegalStateException(cause);
        }
    }

    synchronized List<ImportProblem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        stopped = true;
        decoders.close();
        lanes.forEach(ExecutorService::close);
    }

    /** What decoding came to. */
    private sealed interface Decoded {
        record Good(IndexedTrace trace) implements Decoded {}

        record Bad(ImportProblem problem) implements Decoded {}

        /** Not wanted any more. */
        record Dropped() implements Decoded {}
    }
}
