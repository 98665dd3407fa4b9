package dev.trawl.query.stats;

import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceLookup;
import dev.trawl.query.columns.CountWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.TaskExecutor;

/** Reads what the columns of an index do not hold from its stored traces, on all cores. Thread-safe. */
final class StoredReading {
    /** Traces that a thread takes at once. */
    private static final int SLICE = 16;

    /** Traces that are read before the next ones are handed out, so that results do not pile up. */
    private static final int BATCH = 256;

    private final TaskExecutor threads;
    private final CountWatch watch;

    StoredReading(TaskExecutor threads, CountWatch watch) {
        this.threads = threads;
        this.watch = watch;
    }

    /** Takes what was read of a document. */
    interface Taker<T> {
        void take(int document, T read) throws IOException;
    }

    /**
     * Reads something of each document, and hands it on in their order.
     *
     * @param reading is called by several threads
     * @param taker is called by this one
     */
    <T> void each(LeafReaderContext segment, int[] documents, Function<StoredTrace, T> reading, Taker<T> taker)
            throws IOException {
        for (int start = 0; start < documents.length; start += BATCH) {
            var batch = Arrays.copyOfRange(documents, start, Math.min(documents.length, start + BATCH));
            var slices = new ArrayList<Callable<List<T>>>();
            for (int from = 0; from < batch.length; from += SLICE) {
                var slice = Arrays.copyOfRange(batch, from, Math.min(batch.length, from + SLICE));
                slices.add(() -> read(segment, slice, reading));
            }
            int at = 0;
            for (var slice : threads.invokeAll(slices)) {
                for (var read : slice) {
                    taker.take(batch[at++], read);
                }
            }
            watch.read(batch.length);
        }
    }

    private static <T> List<T> read(LeafReaderContext segment, int[] documents, Function<StoredTrace, T> reading)
            throws IOException {
        var results = new ArrayList<T>(documents.length);
        for (int document : documents) {
            results.add(reading.apply(TraceLookup.open(segment, document)));
        }
        return results;
    }
}
