package dev.trawl.sync;

import dev.trawl.indexer.Change;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.MlflowException.Kind;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes an experiment's traces into the index: decides which ones must be read with their spans, and remembers those
 * that will have to be read again.
 */
final class TraceIntake {
    /**
     * Spans that are still to come are asked for at each refresh while a trace is younger. After that only a changed
     * info counts: most such traces were left behind by a process that died.
     */
    private static final Duration PATIENCE = Duration.ofDays(1);

    /** A guess: so many failures without one success between are not the fault of single traces. */
    private static final int MOST_FAILURES_IN_A_ROW = 50;

    private final HeldTraces held;
    private final SpanReading spanReading;
    private final Tally tally;
    private final long nowMs;
    private final Map<String, Long> open = new ConcurrentHashMap<>();
    private final Map<String, Long> failed = new ConcurrentHashMap<>();
    private final AtomicBoolean changedIndex = new AtomicBoolean();
    private final AtomicInteger failuresInARow = new AtomicInteger();

    TraceIntake(Refresh refresh, Optional<Checkpoint> checkpoint, long nowMs) {
        this.held = refresh.held();
        this.spanReading = new SpanReading(refresh.client());
        this.tally = refresh.tally();
        this.nowMs = nowMs;
        checkpoint.ifPresent(last -> {
            open.putAll(last.open());
            failed.putAll(last.failed());
        });
    }

    /** The traces of which an info alone does not tell that the index holds them as they are. */
    List<TraceInfo> wanted(List<TraceInfo> infos) throws IOException {
        var wanted = new ArrayList<TraceInfo>();
        for (var info : infos) {
            var holding = held.held(info.traceId()).map(IndexedTrace::trace);
            if (holding.isPresent() && isCurrent(holding.get(), info)) {
                tally.count(Change.UNCHANGED);
                remember(holding.get());
            } else {
                wanted.add(info);
            }
        }
        return wanted;
    }

    private boolean isCurrent(Trace holding, TraceInfo info) {
        boolean spansMayCome = !holding.spans().isEmpty()
                && StoredSpans.toCome(holding)
                && nowMs - info.timestampMs() < PATIENCE.toMillis();
        return !failed.containsKey(info.traceId()) && !spansMayCome && HeldTraces.same(holding.info(), info);
    }

    private void remember(Trace trace) {
        failed.remove(trace.id());
        if (StoredSpans.toCome(trace)) {
            open.put(trace.id(), trace.info().timestampMs());
        } else {
            open.remove(trace.id());
        }
    }

    /** Reads the traces with their spans and puts them into the index. */
    void take(List<TraceInfo> batch) throws IOException {
        for (var reading : spanReading.read(batch)) {
            switch (reading) {
                case Reading.Whole whole -> take(whole.trace());
                case Reading.InfoOnly infoOnly -> takeWithoutSpans(infoOnly);
            }
        }
    }

    private void take(Trace trace) throws IOException {
        Change change;
        try {
            change = held.put(new IndexedTrace(trace));
        } catch (RuntimeException poisonous) {
            failed(trace.info(), "cannot be indexed: " + poisonous);
            return;
        }
        failuresInARow.set(0);
        tally.count(change);
        noteChange(change);
        if (trace.spans().isEmpty()) {
            tally.countWithoutSpans();
        }
        remember(trace);
    }

    private void takeWithoutSpans(Reading.InfoOnly reading) throws IOException {
        try {
            noteChange(held.put(new IndexedTrace(new Trace(reading.info(), List.of()))));
        } catch (RuntimeException poisonous) {
            failed(reading.info(), "cannot be indexed: " + poisonous);
            return;
        }
        failed(reading.info(), reading.reason());
    }

    /** Counts a trace of which not even the info can be read. */
    void unreadable(String traceId, long timestampMs, String reason) {
        if (!traceId.isEmpty()) {
            failed.put(traceId, timestampMs);
        }
        tally.failedTrace(traceId, reason);
    }

    private void failed(TraceInfo info, String reason) throws IOException {
        unreadable(info.traceId(), info.timestampMs(), reason);
        if (failuresInARow.incrementAndGet() >= MOST_FAILURES_IN_A_ROW) {
            throw new MlflowException(
                    Kind.SERVER_ERROR,
                    MOST_FAILURES_IN_A_ROW + " traces one after the other could not be read. The last one: " + reason);
        }
    }

    private void noteChange(Change change) {
        if (change != Change.UNCHANGED) {
            changedIndex.set(true);
        }
    }

    /** Traces to be read again although they lie before the time that is walked, with their timestamps. */
    Map<String, Long> unfinished() {
        var unfinished = new ConcurrentHashMap<>(open);
        unfinished.putAll(failed);
        return unfinished;
    }

    /** The server does not have it any more. */
    void forget(String traceId) {
        open.remove(traceId);
        failed.remove(traceId);
    }

    Checkpoint checkpoint(long markMs) {
        return Checkpoint.of(markMs, open, failed);
    }

    /** Whether something was put since the last time this was asked. */
    boolean takeNoteOfChange() {
        return changedIndex.getAndSet(false);
    }
}
