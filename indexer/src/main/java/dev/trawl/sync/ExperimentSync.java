package dev.trawl.sync;

import dev.trawl.indexer.RollCall;
import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.TracePage;
import dev.trawl.mlflow.TraceQuery;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Brings one experiment's traces up to date: everything from a little before the last refresh's mark to the newest trace
 * that the server has now, then those that were unfinished the last time and lie elsewhere. When it reconciles, everything from
 * the oldest trace on, and then those that the index holds and the server has not told of.
 *
 * <p>One thread lists pages of infos while the workers read spans. Pages end in any order, but the checkpoint's mark
 * moves only over pages that are done and have none undone before them; so a crash makes the next refresh read some
 * traces again, and never skips one.
 */
final class ExperimentSync {
    /** In one question; the filter of more would still be far from MLflow's limit of 10,000 tokens. */
    private static final int IDS_PER_PAGE = 100;

    /** Pages; enough to keep the workers busy while the next one is listed. */
    private static final int MOST_PENDING = 4;

    /** A page whose spans are being read; when it is done, everything up to the mark is. */
    private record Pending(long markMs, CompletableFuture<Void> done) {}

    private final Refresh refresh;
    private final Experiment experiment;
    private final ProgressReport.Part progress;
    private final Workers.Job job;
    private final Checkpoints.Place place;
    private final Checkpoint last;
    private final boolean whole;
    private final TraceIntake intake;
    private final long nowMs;
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** Of the pages done, and of the pages listed. */
    private Optional<Long> doneMarkMs;

    private long listedMarkMs;

    /** @param reconciling whether its whole history is compared */
    ExperimentSync(Refresh refresh, Experiment experiment, boolean reconciling, ProgressReport.Part progress) {
        this.refresh = refresh;
        this.experiment = experiment;
        this.progress = progress;
        this.job = refresh.workers().job();
        this.place = refresh.place(experiment.id());
        this.last = Checkpoints.read(refresh.writer().commitData(), place)
                .orElseGet(() -> Checkpoint.none(experiment.name()));
        this.nowMs = refresh.clock().millis();
        // A mark in the future was set by a clock that ran ahead: whatever came since then may lie before it.
        this.doneMarkMs = last.markMs().filter(mark -> mark <= nowMs);
        this.whole = doneMarkMs.isEmpty() || reconciling;
        this.intake = new TraceIntake(refresh, place, last, nowMs);
        this.listedMarkMs = doneMarkMs.orElse(Long.MIN_VALUE);
    }

    Experiment experiment() {
        return experiment;
    }

    /** Lists what there is to read, and hands out the reading of all of it; the last of it goes on behind. */
    void list() throws IOException {
        if (whole) {
            try (var rollCall = refresh.writer().rollCall(place.source(), experiment.id())) {
                listSince(OptionalLong.empty(), Optional.of(rollCall));
                readById(rollCall.absent(), Optional.empty());
            }
        } else {
            long fromMs =
                    doneMarkMs.orElseThrow() - refresh.request().lookBack().toMillis();
            listSince(OptionalLong.of(fromMs), Optional.empty());
        }
        progress.endList();
    }

    /** One question is all it takes if a page holds the answer, as it does for most experiments most of the time. */
    private void listSince(OptionalLong fromMs, Optional<RollCall> rollCall) throws IOException {
        var unlisted = new TreeSet<>(intake.unfinished().keySet());
        var first = refresh.client().search(TraceWalk.beginning(experiment.id(), fromMs));
        if (TraceWalk.goesOn(first)) {
            var newestMs = TraceWalk.newestMs(refresh.client(), experiment.id());
            if (newestMs.isPresent()) {
                walk(walkFrom(fromMs, first, newestMs.getAsLong()), rollCall, unlisted);
            }
        } else {
            progress.expect(OptionalLong.of(first.size()));
            readListed(first, rollCall, unlisted);
        }
        readById(unlisted, rollCall);
    }

    /** Waits until all of it is read, and notes that. */
    void finish() throws IOException {
        settle(0);
        if (whole && refresh.request().reconciling().dropDeleted()) {
            long dropped = refresh.writer().dropDeleted(place.source(), experiment.id());
            refresh.tally().countDropped(dropped);
        }
        if (whole && last.markMs().isPresent()) {
            refresh.tally().countReconciled();
        }
        refresh.tally().countWaiting(intake.waiting());
        note(checkpoint().finished(experiment, nowMs, whole));
        progress.end();
    }

    /** Ends it before its end, and notes what was read until then. */
    void abandon(MlflowException reason) {
        job.close();
        settleWhatIsDone();
        note(
                reason.kind() == MlflowException.Kind.STOPPED
                        ? checkpoint()
                        : checkpoint().failed(String.valueOf(reason.getMessage())));
        progress.end();
    }

    /** Asks for traces that the index knows of; those that the server has no more are marked. */
    private void readById(Collection<String> wanted, Optional<RollCall> rollCall) throws IOException {
        var ids = List.copyOf(wanted);
        for (int from = 0; from < ids.size(); from += IDS_PER_PAGE) {
            var some = ids.subList(from, Math.min(from + IDS_PER_PAGE, ids.size()));
            var found = readThoseThere(some);
            for (var id : some) {
                if (!found.contains(id)) {
                    intake.deleted(id);
                }
                if (rollCall.isPresent()) {
                    rollCall.get().present(id);
                }
            }
            commitIfDue();
        }
    }

    /** The ids of those that the server has; it may need several pages to tell of them. */
    private Set<String> readThoseThere(List<String> ids) throws IOException {
        var found = new HashSet<String>();
        var query = Optional.of(TraceQuery.ofTraces(experiment.id(), ids));
        while (query.isPresent()) {
            var page = refresh.client().search(query.get());
            read(page);
            page.traces().forEach(info -> found.add(info.traceId()));
            page.unreadable().forEach(trace -> found.add(trace.id()));
            query = query.map(asked -> asked.from(page.nextPageToken()))
                    .filter(more -> more.pageToken().isPresent() && found.size() < ids.size());
        }
        return found;
    }

    /** A walk that begins with a page that was asked for without knowing where it begins. */
    private TraceWalk walkFrom(OptionalLong sinceMs, TracePage first, long toMs) throws IOException {
        long fromMs = sinceMs.isPresent() ? sinceMs.getAsLong() : oldestMs(first);
        progress.expect(refresh.client().traceCount(experiment.id(), fromMs, toMs));
        return new TraceWalk(refresh.client(), List.of(experiment.id()), "", fromMs, toMs, Optional.of(first));
    }

    private long oldestMs(TracePage first) throws IOException {
        return !first.traces().isEmpty() && first.unreadable().isEmpty()
                ? first.traces().getFirst().timestampMs()
                : TraceWalk.oldestMs(refresh.client(), experiment.id()).orElse(0);
    }

    private void walk(TraceWalk walk, Optional<RollCall> rollCall, Set<String> unlisted) throws IOException {
        for (var page = walk.next(); page.isPresent(); page = walk.next()) {
            readListed(page.get(), rollCall, unlisted);
            settle(MOST_PENDING);
        }
    }

    private void readListed(TracePage page, Optional<RollCall> rollCall, Set<String> unlisted) throws IOException {
        page.traces().stream()
                .mapToLong(TraceInfo::timestampMs)
                .filter(timestampMs -> timestampMs <= nowMs)
                .max()
                .ifPresent(newestMs -> listedMarkMs = Math.max(listedMarkMs, newestMs));
        for (var info : page.traces()) {
            unlisted.remove(info.traceId());
            if (rollCall.isPresent()) {
                rollCall.get().present(info.traceId());
            }
        }
        read(page);
    }

    private void read(TracePage page) throws IOException {
        page.unreadable().forEach(trace -> intake.unreadable(trace.id(), Math.max(0, listedMarkMs), trace.reason()));
        progress.list(page.size());
        var wanted = intake.wanted(page.traces());
        progress.advance(page.size() - wanted.size());
        var work = new ArrayList<CompletableFuture<Void>>();
        for (var batch : SpanReading.batches(wanted)) {
            work.add(job.submit(() -> {
                intake.take(batch);
                progress.advance(batch.size());
            }));
            commitIfDue();
        }
        pending.add(new Pending(listedMarkMs, CompletableFuture.allOf(work.toArray(CompletableFuture<?>[]::new))));
    }

    /** Waits until at most so many pages are pending, and takes those off that are done. */
    private void settle(int most) throws IOException {
        while (!pending.isEmpty()
                && (pending.size() > most || pending.getFirst().done().isDone())) {
            if (job.join(pending.getFirst().done(), Commits.BETWEEN)) {
                settleFirst();
            }
            commitIfDue();
        }
    }

    private void settleWhatIsDone() {
        while (!pending.isEmpty()
                && pending.getFirst().done().isDone()
                && !pending.getFirst().done().isCompletedExceptionally()) {
            settleFirst();
        }
    }

    private void settleFirst() {
        long markMs = pending.removeFirst().markMs();
        if (markMs > Long.MIN_VALUE) {
            doneMarkMs = Optional.of(markMs);
        }
    }

    private Checkpoint checkpoint() {
        return last.at(doneMarkMs, intake.open(), intake.quarantined());
    }

    /** Traces of a page that is not done are committed too: the next refresh will find that it holds them already. */
    private void commitIfDue() throws IOException {
        if (refresh.commits().due()) {
            note(checkpoint());
            refresh.commits().begin();
        }
    }

    private void note(Checkpoint checkpoint) {
        refresh.commits().note(place.key(), Checkpoints.write(checkpoint));
    }
}
