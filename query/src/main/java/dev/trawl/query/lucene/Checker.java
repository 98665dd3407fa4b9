package dev.trawl.query.lucene;

import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchListener.Progress;
import dev.trawl.trace.TraceParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.lucene.search.TaskExecutor;

/** Decides by the stored trace which candidates satisfy the condition, on all cores. Used by one thread. */
final class Checker {
    /** Candidates that are decided between two words to the listener: some 20 ms of work, for traces of usual size. */
    private static final int BATCH = 512;

    /** Candidates that a thread takes at once. */
    private static final int SLICE = 8;

    private static final long NANOS_BETWEEN_NEWS = 100_000_000;

    private final TaskExecutor threads;
    private final Predicate<TraceParts> condition;
    private final SearchListener listener;
    private long lastNews = System.nanoTime();
    private long checked;
    private long found;

    Checker(TaskExecutor threads, Predicate<TraceParts> condition, SearchListener listener) {
        this.threads = threads;
        this.condition = condition;
        this.listener = listener;
    }

    /** Traces decoded so far. */
    long checked() {
        return checked;
    }

    /**
     * Those that satisfy the condition, in the same order.
     *
     * @param all how many candidates there are, these included
     */
    List<Candidate> matching(List<Candidate> candidates, long all) throws IOException {
        var matching = new ArrayList<Candidate>();
        for (int start = 0; start < candidates.size(); start += BATCH) {
            matching.addAll(matching(candidates.subList(start, Math.min(candidates.size(), start + BATCH))));
            tell(all);
        }
        return matching;
    }

    private List<Candidate> matching(List<Candidate> batch) throws IOException {
        var open = batch.stream().filter(candidate -> !candidate.certain()).toList();
        var matches = new boolean[open.size()];
        var next = new AtomicInteger();
        Callable<Boolean> work = () -> {
            for (int from = next.getAndAdd(SLICE); from < matches.length; from = next.getAndAdd(SLICE)) {
                for (int i = from; i < Math.min(matches.length, from + SLICE); i++) {
                    matches[i] = condition.test(open.get(i).trace());
                }
            }
            return true;
        };
        int workers = Math.min(Runtime.getRuntime().availableProcessors(), (matches.length + SLICE - 1) / SLICE);
        threads.invokeAll(Collections.nCopies(workers, work));
        checked += matches.length;
        var matching = new ArrayList<Candidate>(batch.size());
        int decided = 0;
        for (var candidate : batch) {
            if (candidate.certain() || matches[decided++]) {
                matching.add(candidate);
            }
        }
        found += matching.size();
        return matching;
    }

    private void tell(long all) {
        long now = System.nanoTime();
        if (now - lastNews >= NANOS_BETWEEN_NEWS) {
            lastNews = now;
            listener.checking(new Progress(checked, all, found));
        }
    }
}
