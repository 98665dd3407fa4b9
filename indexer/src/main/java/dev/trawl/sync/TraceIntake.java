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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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

    /** A guess: so many new failures without one success between are not the fault of single traces. */
    private static final int MOST_FAILURES_IN_A_ROW = 50;

    private final HeldTraces held;
    private final Checkpoints.Place place;
    private final SpanReading spanReading;
    private final Tally tally;
    private final long nowMs;

    /** When the last refresh came to its end, if there was one. */
    private final Optional<Long> lastMs;

    /** Open at the beginning of the refresh, and still to be read again. */
    private final Set<String> openBefore = ConcurrentHashMap.newKeySet();

    private final Map<String, Long> open = new ConcurrentHashMap<>();
    private final Map<String, Quarantined> quarantined = new ConcurrentHashMap<>();

    /** Of the quarantined ones, those that failed at this refresh. */
    private final Set<String> tried = ConcurrentHashMap.newKeySet();

    private final AtomicInteger failuresInARow = new AtomicInteger();

    TraceIntake(Refresh refresh, Checkpoints.Place place, Checkpoint last, long nowMs) {
        this.held = refresh.held();
        this.place = place;
        this.spanReading = new SpanReading(refresh.client());
        this.tally = refresh.tally();
        this.nowMs = nowMs;
        this.lastMs = last.syncedMs();
        open.putAll(last.open());
        openBefore.addAll(last.open().keySet());
        quarantined.putAll(last.quarantined());
    }

    /** The traces of which an info alone does not tell that the index holds them as they are. */
    List<TraceInfo> wanted(List<TraceInfo> infos) throws IOException {
        var wanted = new ArrayList<TraceInfo>();
        for (var info : infos) {
            var holding = held.held(info.traceId());
            if (holding.isPresent() && isCurrent(holding.get().trace(), info)) {
                tally.count(confirmed(holding.get()));
            } else {
                wanted.add(info);
            }
        }
        return wanted;
    }

    private boolean isCurrent(Trace holding, TraceInfo info) {
        boolean spansMayCome = !holding.spans().isEmpty()
                && SpansOnServer.toCome(holding)
                && nowMs - info.timestampMs() < PATIENCE.toMillis();
        boolean settling = openBefore.contains(info.traceId()) && !SpansOnServer.toCome(holding);
        return !due(info.traceId()) && !spansMayCome && !settling && HeldTraces.same(holding.info(), info);
    }

    private boolean due(String traceId) {
        var trace = Optional.ofNullable(quarantined.get(traceId));
        return trace.filter(waiting -> waiting.due(nowMs)).isPresent();
    }

    /** The server has it as the index holds it. */
    private Change confirmed(IndexedTrace holding) throws IOException {
        var change = held.put(holding, holding.provenance().presentAt(place.source()));
        if (!quarantined.containsKey(holding.id())) {
            remember(holding.trace(), Change.UNCHANGED);
        }
        return change;
    }

    private void remember(Trace trace, Change change) {
        openBefore.remove(trace.id());
        quarantined.remove(trace.id());
        boolean late = change != Change.UNCHANGED
                && ((lastMs.isPresent() && SpansOnServer.mayComeLate(trace, lastMs.get()))
                        || SpansOnServer.isAhead(trace, nowMs));
        if (SpansOnServer.toCome(trace) || SpansOnServer.maySettle(trace, nowMs) || late) {
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
            change = held.putPresent(trace, place.source());
        } catch (RuntimeException | StackOverflowError poisonous) {
            failed(trace.info(), "cannot be indexed: " + poisonous);
            return;
        }
        failuresInARow.set(0);
        tally.count(change);
        if (trace.spans().isEmpty()) {
            tally.countWithoutSpans();
        }
        remember(trace, change);
    }

    private void takeWithoutSpans(Reading.InfoOnly reading) throws IOException {
        try {
            held.putPresent(new Trace(reading.info(), List.of()), place.source());
        } catch (RuntimeException | StackOverflowError poisonous) {
            failed(reading.info(), "cannot be indexed: " + poisonous);
            return;
        }
        failed(reading.info(), reading.reason());
    }

    /** Counts a trace of which not even the info can be read. */
    void unreadable(String traceId, long timestampMs, String reason) {
        if (!traceId.isEmpty()) {
            quarantine(traceId, timestampMs, reason);
        }
        tally.failedTrace(traceId, reason);
    }

    /** Puts a trace into quarantine; true if it was there already. */
    private boolean quarantine(String traceId, long timestampMs, String reason) {
        tried.add(traceId);
        var now = quarantined.compute(
                traceId,
                (id, before) ->
                        new Quarantined(timestampMs, before == null ? 1 : before.attempts() + 1, nowMs, reason));
        return now.attempts() > 1;
    }

    private void failed(TraceInfo info, String reason) throws IOException {
        tally.failedTrace(info.traceId(), reason);
        boolean known = quarantine(info.traceId(), info.timestampMs(), reason);
        if (!known && failuresInARow.incrementAndGet() >= MOST_FAILURES_IN_A_ROW) {
            throw new MlflowException(
                    Kind.SERVER_ERROR,
                    MOST_FAILURES_IN_A_ROW + " traces one after the other could not be read. The last one: " + reason);
        }
    }

    /**
     * Marks a trace that the experiment has no more; what is held of it stays. It is there still if another experiment has
     * it now, or another server told of it last.
     */
    void deleted(String traceId) throws IOException {
        var holding = held.held(traceId).filter(this::isHeldFromHere);
        if (holding.isPresent()) {
            held.put(holding.get(), holding.get().provenance().deletedAt(nowMs));
            tally.countDeleted();
        }
        forget(traceId);
    }

    private boolean isHeldFromHere(IndexedTrace trace) {
        return trace.provenance().source().equals(Optional.of(place.source()))
                && trace.trace().info().experimentId().equals(place.experimentId());
    }

    /** Traces to be read again although they lie before the time that is walked, with their timestamps. */
    Map<String, Long> unfinished() {
        var unfinished = new TreeMap<>(open);
        quarantined.forEach((id, trace) -> {
            if (trace.due(nowMs)) {
                unfinished.put(id, trace.timestampMs());
            }
        });
        return unfinished;
    }

    /** How many quarantined traces were left alone this time. */
    long waiting() {
        return quarantined.keySet().stream().filter(id -> !tried.contains(id)).count();
    }

    /** Drops what is remembered of a trace that the server does not have any more. */
    void forget(String traceId) {
        open.remove(traceId);
        openBefore.remove(traceId);
        quarantined.remove(traceId);
    }

    Map<String, Long> open() {
        return Map.copyOf(open);
    }

    Map<String, Quarantined> quarantined() {
        return Map.copyOf(quarantined);
    }
}
