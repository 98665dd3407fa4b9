package dev.trawl.sync;

import dev.trawl.indexer.Change;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Notes in the index which traces the server finds by something that no trace's JSON tells. Asks about several such
 * things at a time: each is a request, and nearly all of them find nothing new.
 */
final class LinkReading {
    private final Refresh refresh;
    private final List<String> locations;
    private final HeldTraces held;
    private final Runnable count;

    /**
     * A reading.
     *
     * @param locations the experiments in which linked traces may be
     * @param count called for each link that the index did not hold, by one thread at a time
     */
    LinkReading(Refresh refresh, List<String> locations, Runnable count) {
        this.refresh = refresh;
        this.locations = locations;
        this.held = refresh.held();
        this.count = count;
    }

    /**
     * Which traces are linked to something?
     *
     * @param subject what they are linked to, for reports
     * @param condition finds them, in MLflow's filter language
     * @param fromMs the first timestamp of traces that are asked for
     * @param told whether a trace tells of the link itself
     * @param linking adds the link to what is known of a trace
     */
    record Question(
            String subject,
            String condition,
            long fromMs,
            Predicate<TraceInfo> told,
            UnaryOperator<Provenance> linking) {}

    /** Asks about each of the things that traces may be linked to; those of which not all linked traces are in the index. */
    <T> Set<T> incomplete(Collection<T> things, Function<T, Question> question) throws IOException {
        Set<T> incomplete = ConcurrentHashMap.newKeySet();
        each(things, thing -> {
            if (!complete(question.apply(thing))) {
                incomplete.add(thing);
            }
        });
        return incomplete;
    }

    /** Something to ask about one of several things. */
    @FunctionalInterface
    interface Asking<T> {
        void ask(T thing) throws IOException;
    }

    /** Asks about several things at a time; returns when all are answered. */
    <T> void each(Collection<T> things, Asking<T> asking) throws IOException {
        try (var job = refresh.workers().job()) {
            var work = new ArrayList<CompletableFuture<Void>>();
            for (var thing : things) {
                work.add(job.submit(() -> asking.ask(thing)));
                commitIfDue();
            }
            for (var piece : work) {
                while (!job.join(piece, Commits.BETWEEN)) {
                    commitIfDue();
                }
            }
        }
    }

    private void commitIfDue() throws IOException {
        if (refresh.commits().due()) {
            refresh.commits().begin();
        }
    }

    /** Whether all traces that the server finds are in the index, and linked. */
    private boolean complete(Question question) throws IOException {
        boolean complete = true;
        try {
            var walk = new TraceWalk(
                    refresh.client(), locations, question.condition(), question.fromMs(), TraceWalk.END_OF_TIME_MS);
            for (var page = walk.next(); page.isPresent(); page = walk.next()) {
                for (var info : page.get().traces()) {
                    complete &= question.told().test(info) || linked(info, question.linking());
                }
            }
            return complete;
        } catch (MlflowException e) {
            if (e.kind().concernsWholeServer()) {
                throw e;
            }
            refresh.tally().failed(question.subject(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** One at a time: several answers may link the same trace. False if the index does not hold it. */
    private synchronized boolean linked(TraceInfo info, UnaryOperator<Provenance> linking) throws IOException {
        var holding = held.held(info.traceId());
        if (holding.isEmpty()) {
            return false;
        }
        if (held.put(holding.get(), linking.apply(holding.get().provenance())) != Change.UNCHANGED) {
            count.run();
        }
        return true;
    }
}
