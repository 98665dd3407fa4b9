package dev.trawl.sync;

import dev.trawl.mlflow.MlflowException;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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

    /**
     * What came of a question.
     *
     * @param found whether a link was found that the index did not hold
     * @param complete whether all linked traces are in the index
     */
    record Answer(boolean found, boolean complete) {}

    /** Asks about each of the things that traces may be linked to. */
    <T> Map<T, Answer> read(Collection<T> things, Function<T, Question> question) throws IOException {
        var answers = new ConcurrentHashMap<T, Answer>();
        try (var workers = new Workers(refresh.request().concurrency())) {
            var work = new ArrayList<CompletableFuture<Void>>();
            for (var thing : things) {
                work.add(workers.submit(() -> answers.put(thing, answer(question.apply(thing)))));
            }
            for (var piece : work) {
                boolean done;
                do {
                    done = workers.join(piece, PATIENCE);
                } while (!done);
            }
        }
        return answers;
    }

    private Answer answer(Question question) throws IOException {
        boolean found = false;
        boolean complete = true;
        try {
            var walk = new TraceWalk(
                    refresh.client(), locations, question.condition(), question.fromMs(), TraceWalk.END_OF_TIME_MS);
            for (var page = walk.next(); page.isPresent(); page = walk.next()) {
                for (var info : page.get().traces()) {
                    if (!question.told().test(info)) {
                        var link = link(info, question.linking());
                        found |= link.found();
                        complete &= link.complete();
                    }
                }
            }
            return new Answer(found, complete);
        } catch (MlflowException e) {
            if (e.kind().concernsWholeServer()) {
                throw e;
            }
            refresh.tally().failed(question.subject(), String.valueOf(e.getMessage()));
            return new Answer(found, false);
        }
    }

    /** One at a time: several answers may link the same trace. */
    private synchronized Answer link(TraceInfo info, UnaryOperator<Provenance> linking) throws IOException {
        var holding = held.held(info.traceId());
        if (holding.isEmpty()) {
            return new Answer(false, false);
        }
        var known = holding.get().provenance();
        var linked = linking.apply(known);
        if (linked.equals(known)) {
            return new Answer(false, true);
        }
        held.put(holding.get(), linked);
        count.run();
        return new Answer(true, true);
    }
}
