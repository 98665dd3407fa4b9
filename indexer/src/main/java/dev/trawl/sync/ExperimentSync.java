package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.TracePage;
import dev.trawl.mlflow.TraceQuery;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Brings one experiment's traces up to date: first those that were unfinished the last time, then everything from a
 * little before the last refresh's mark to the newest trace that the server has now.
 *
 * <p>One thread lists pages of infos while the workers read spans. Pages end in any order, but the checkpoint's mark
 * moves only over pages that are done and have none undone before them; so a crash makes the next refresh read some
 * traces again, and never skips one.
 */
final class ExperimentSync {
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(30);

    /** In one question; the filter of more would still be far from MLflow's limit of 10,000 tokens. */
    private static final int UNFINISHED_PER_PAGE = 100;

    /** Pages; enough to keep the workers busy while the next one is listed. */
    private static final int MOST_PENDING = 4;

    /** A page whose spans are being read; when it is done, everything up to the mark is. */
    private record Pending(long markMs, CompletableFuture<Void> done) {}

    private final Refresh refresh;
    private final Experiment experiment;
    private final ProgressReport progress;
    private final String key;
    private final Optional<Checkpoint> last;
    private final TraceIntake intake;
    private final long nowMs;
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** Of the pages done, and of the pages listed. */
    private Optional<Long> doneMarkMs;

    private long listedMarkMs;
    private String committed;
    private long committedAtMs;

    ExperimentSync(Refresh refresh, Experiment experiment, ProgressReport progress) {
        this.refresh = refresh;
        this.experiment = experiment;
        this.progress = progress;
        this.key = Checkpoint.key(refresh.server(), experiment.id());
        var commitData = refresh.writer().commitData();
        this.last = Checkpoint.read(commitData, key);
        this.nowMs = refresh.clock().millis();
        this.intake = new TraceIntake(refresh, last, nowMs);
        this.doneMarkMs = last.map(Checkpoint::markMs);
        this.listedMarkMs = doneMarkMs.orElse(Long.MIN_VALUE);
        this.committed = commitData.getOrDefault(key, "");
        this.committedAtMs = nowMs;
    }

    /** Reads what there is to read; commits what was read also when the server fails in the middle. */
    void run() throws IOException {
        var newestMs = TraceWalk.newestMs(refresh.client(), experiment.id());
        if (newestMs.isEmpty()) {
            return;
        }
        long fromMs = fromMs();
        long toMs = newestMs.getAsLong();
        progress.expect(refresh.client().traceCount(experiment.id(), fromMs, toMs));
        try (var workers = new Workers(refresh.request().concurrency())) {
            readUnfinishedBefore(fromMs, workers);
            walk(fromMs, toMs, workers);
            settle(0, workers);
        } catch (MlflowException e) {
            settleWhatIsDone();
            commit();
            throw e;
        }
        commit();
    }

    private long fromMs() throws IOException {
        return last.isPresent()
                ? last.get().markMs() - refresh.request().lookBack().toMillis()
                : TraceWalk.oldestMs(refresh.client(), experiment.id()).orElse(0);
    }

    /** Later ones come with the walk. */
    private void readUnfinishedBefore(long fromMs, Workers workers) throws IOException {
        var ids = intake.unfinished().entrySet().stream()
                .filter(entry -> entry.getValue() < fromMs)
                .map(Map.Entry::getKey)
                .toList();
        for (int from = 0; from < ids.size(); from += UNFINISHED_PER_PAGE) {
            var some = ids.subList(from, Math.min(from + UNFINISHED_PER_PAGE, ids.size()));
            var page = refresh.client().search(byId(some));
            read(page, workers);
            var found = page.traces().stream().map(TraceInfo::traceId).collect(Collectors.toSet());
            some.stream().filter(id -> !found.contains(id)).forEach(intake::forget);
        }
    }

    private TraceQuery byId(List<String> ids) {
        var list = ids.stream()
                .map(id -> "'" + id.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", "));
        return new TraceQuery(
                List.of(experiment.id()),
                "request_id IN (" + list + ")",
                List.of("timestamp_ms ASC"),
                UNFINISHED_PER_PAGE,
                Optional.empty());
    }

    private void walk(long fromMs, long toMs, Workers workers) throws IOException {
        var walk = new TraceWalk(refresh.client(), List.of(experiment.id()), "", fromMs, toMs);
        for (var page = walk.next(); page.isPresent(); page = walk.next()) {
            page.get().traces().stream()
                    .mapToLong(TraceInfo::timestampMs)
                    .filter(timestampMs -> timestampMs <= nowMs)
                    .max()
                    .ifPresent(newestMs -> listedMarkMs = Math.max(listedMarkMs, newestMs));
            read(page.get(), workers);
            settle(MOST_PENDING, workers);
        }
    }

    private void read(TracePage page, Workers workers) throws IOException {
        page.unreadable().forEach(trace -> intake.unreadable(trace.id(), listedMarkMs, trace.reason()));
        var wanted = intake.wanted(page.traces());
        progress.advance(page.size() - wanted.size());
        var work = new ArrayList<CompletableFuture<Void>>();
        for (var batch : SpanReading.batches(wanted)) {
            work.add(workers.submit(() -> {
                intake.take(batch);
                progress.advance(batch.size());
            }));
            commitIfDue();
        }
        pending.add(new Pending(listedMarkMs, CompletableFuture.allOf(work.toArray(CompletableFuture<?>[]::new))));
    }

    /** Waits until at most so many pages are pending, and takes those off that are done. */
    private void settle(int most, Workers workers) throws IOException {
        while (!pending.isEmpty()
                && (pending.size() > most || pending.getFirst().done().isDone())) {
            if (workers.join(pending.getFirst().done(), BETWEEN_COMMITS)) {
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

    /** Traces of a page that is not done are committed too: the next refresh will find that it holds them already. */
    private void commitIfDue() throws IOException {
        if (refresh.clock().millis() - committedAtMs >= BETWEEN_COMMITS.toMillis()) {
            commit();
        }
    }

    /** Commits if there is anything new: a refresh of what has not changed leaves the index untouched. */
    private void commit() throws IOException {
        var entry = doneMarkMs.map(markMs -> intake.checkpoint(markMs).write()).orElse(committed);
        if (intake.takeNoteOfChange() || !entry.equals(committed)) {
            refresh.writer().commit(entry.isEmpty() ? Map.of() : Map.of(key, entry));
            committed = entry;
        }
        committedAtMs = refresh.clock().millis();
    }
}
