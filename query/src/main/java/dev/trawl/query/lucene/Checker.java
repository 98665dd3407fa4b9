package dev.trawl.query.lucene;

import dev.trawl.index.StoredTraceReader;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchListener.Progress;
import dev.trawl.trace.TraceParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.search.TaskExecutor;

/** Decides by the stored trace which candidates satisfy the condition, on all cores. Used by one thread. */
final class Checker {
    /** Candidates that are decided between two words to the listener, at first; then so many as take some time. */
    private static final int FIRST_BATCH = 256;

    private static final int LARGEST_BATCH = 8_192;
    private static final long NANOS_PER_BATCH = 50_000_000;

    /** Candidates that a thread takes at once. */
    private static final int SLICE = 8;

    private static final long NANOS_BETWEEN_NEWS = 100_000_000;

    private final TaskExecutor threads;
    private final Predicate<TraceParts> condition;
    private final SearchListener listener;

    /** One for each core. */
    private final List<StoredTraceReader> readers;

    private int batch = FIRST_BATCH;
    private long lastNews = System.nanoTime();
    private long checked;
    private long found;

    Checker(TaskExecutor threads, Predicate<TraceParts> condition, SearchListener listener) {
        this.threads = threads;
        this.condition = condition;
        this.listener = listener;
        this.readers = Stream.generate(StoredTraceReader::new)
                .limit(Runtime.getRuntime().availableProcessors())
                .toList();
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
        for (int start = 0; start < candidates.size(); ) {
            int end = Math.min(candidates.size(), start + batch);
            long before = System.nanoTime();
            matching.addAll(checkedBatch(candidates.subList(start, end)));
            paced(end - start, System.nanoTime() - before);
            start = end;
            tell(all);
        }
        return matching;
    }

    /** A pattern may take a thousand times as long as another one. */
    private void paced(int candidates, long nanos) {
        long fitting = candidates * NANOS_PER_BATCH / Math.max(1, nanos);
        batch = (int) Math.clamp(fitting, SLICE, Math.min(LARGEST_BATCH, 2L * batch));
    }

    private List<Candidate> checkedBatch(List<Candidate> batch) throws IOException {
        var open = batch.stream().filter(candidate -> !candidate.certain()).toList();
        var matches = new boolean[open.size()];
        var next = new AtomicInteger();
        Function<StoredTraceReader, Callable<Boolean>> work = reader -> () -> {
            for (int from = next.getAndAdd(SLICE); from < matches.length; from = next.getAndAdd(SLICE)) {
                for (int i = from; i < Math.min(matches.length, from + SLICE); i++) {
                    matches[i] = condition.test(open.get(i).trace(reader));
                }
            }
            return true;
        };
        int workers = Math.min(readers.size(), (matches.length + SLICE - 1) / SLICE);
        threads.invokeAll(readers.subList(0, workers).stream().map(work).toList());
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
