package dev.trawl.indexer;

import dev.trawl.index.IndexDamage;
import dev.trawl.index.IndexField;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceDictionary;
import dev.trawl.index.TraceLookup;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;

/**
 * The one writer of an index. Traces put into it and the entries of a checkpoint become visible and durable together,
 * in one Lucene commit; what was not committed when the process ends was never there.
 *
 * <p>{@link #put} and {@link #held} may be called by several threads at once, for different traces. Each thread fills a
 * {@link TraceBatch}; a full one is written as a segment.
 */
public final class TraceIndexWriter implements AutoCloseable {
    private final IndexFolder folder;
    private final IndexWriter writer;
    private final BackgroundMerges merges;
    private final ReaderManager readers;
    private final TraceEncoder encoder;
    private final OpenBatches batches;

    /** Traces that are in a batch and not yet in {@link #readers}, by id. */
    private final Map<String, BatchedTrace> batched = new ConcurrentHashMap<>();

    private TraceIndexWriter(IndexFolder folder, IndexWriter writer, BackgroundMerges merges) throws IOException {
        this.folder = folder;
        this.writer = writer;
        this.merges = merges;
        this.readers = new ReaderManager(writer);
        this.encoder = TraceEncoder.with(TraceDictionary.of(liveCommitData()));
        this.batches = new OpenBatches(encoder, IndexPhrases.of(readers), this::publish);
    }

    /**
     * Opens the index in a folder for writing, or begins one there.
     *
     * @throws IndexLockedException if another process writes to it
     * @throws dev.trawl.index.IndexFormatException if the folder holds an index of another format
     */
    public static TraceIndexWriter open(Path folder) throws IOException {
        return open(folder, IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
    }

    /**
     * Begins an index anew in a folder that may hold another one: that one stays as it is, for readers and after a crash,
     * until the first commit takes its place.
     *
     * @throws IndexLockedException if another process writes to it
     */
    static TraceIndexWriter openAnew(Path folder) throws IOException {
        return open(folder, IndexWriterConfig.OpenMode.CREATE);
    }

    private static TraceIndexWriter open(Path folder, IndexWriterConfig.OpenMode mode) throws IOException {
        var directory = OwnersDirectory.open(folder);
        try {
            var ours = new IndexFolder(directory);
            var merges = new BackgroundMerges();
            return open(ours, ours.writer(mode, merges), merges);
        } catch (LockObtainFailedException e) {
            directory.close();
            throw new IndexLockedException(folder);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw IndexDamage.behind(e, folder);
        }
    }

    private static TraceIndexWriter open(IndexFolder folder, IndexWriter writer, BackgroundMerges merges)
            throws IOException {
        TraceIndexWriter opened;
        try {
            opened = new TraceIndexWriter(folder, writer, merges);
        } catch (IOException | RuntimeException e) {
            // It holds the lock.
            IOUtils.closeWhileHandlingException(writer::rollback);
            throw e;
        }
        return opened.begun();
    }

    /** The writer, ready, whose folder is marked as long as there is no commit. */
    private TraceIndexWriter begun() throws IOException {
        try {
            folder.mark();
            var reader = readers.acquire();
            try {
                encoder.learnFrom(reader);
            } finally {
                readers.release(reader);
            }
            return this;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * The trace as it was last put or committed.
     *
     * @throws dev.trawl.index.DamagedIndexException if it cannot be read because a file of the index is damaged
     */
    public Optional<IndexedTrace> held(String traceId) throws IOException {
        var waiting = batched.get(traceId);
        if (waiting != null) {
            return Optional.of(StoredTrace.open(waiting.stored()).decoded());
        }
        var reader = readers.acquire();
        try {
            return TraceLookup.find(reader, traceId);
        } catch (RuntimeException e) {
            // Before the trace that is about to take its place gets the blame.
            folder.checkFiles();
            throw e;
        } finally {
            readers.release(reader);
        }
    }

    /** Puts a trace into the index, in place of the one of the same id if there is one. */
    public Change put(IndexedTrace trace) throws IOException {
        var held = held(trace.id());
        if (held.isPresent() && held.get().equals(trace)) {
            return Change.UNCHANGED;
        }
        merges.countPut(writer);
        batches.add(trace, held.isPresent(), this::remember);
        return held.isPresent() ? Change.UPDATED : Change.NEW;
    }

    private void remember(BatchedTrace added) {
        var before = batched.put(added.traceId(), added);
        if (before != null) {
            before.replaceBy(added);
        }
    }

    /**
     * Writes everything put so far, so that the next commit has less to do. What the index is for others does not change.
     * May be called beside {@link #put} and {@link #commit}.
     */
    public void flush() throws IOException {
        batches.flush();
    }

    /**
     * Makes segments part of the index, one call after the other: a trace that has replaced another one, in a batch that
     * was full later, must also take its place in the index later.
     */
    private synchronized void publish(List<TraceBatch.Segment> segments) throws IOException {
        WriterStep.take(() -> add(segments));
    }

    private void add(List<TraceBatch.Segment> segments) throws IOException {
        var traces =
                segments.stream().flatMap(segment -> segment.traces().stream()).toList();
        writer.deleteDocuments(traces.stream()
                .filter(BatchedTrace::replaces)
                .map(trace -> new Term(IndexField.ID, trace.id()))
                .toArray(Term[]::new));
        traces.forEach(BatchedTrace::take);
        var alive = new ArrayList<CodecReader>();
        for (var segment : segments) {
            var reader = segment.alive();
            if (reader.numDocs() > 0) {
                alive.add(reader);
            }
        }
        if (!alive.isEmpty()) {
            writer.addIndexes(alive.toArray(CodecReader[]::new));
        }
        readers.maybeRefreshBlocking();
        traces.forEach(trace -> batched.remove(trace.traceId(), trace));
    }

    /**
     * Begins to find out which of the traces that were committed an experiment of a server has no more; those known to be
     * deleted are not called.
     */
    public RollCall rollCall(String source, String experimentId) throws IOException {
        return new RollCall(readers, new TracesOfSource(source, experimentId).deleted(false));
    }

    /** Takes the traces out of the index that an experiment of a server was found not to have any more; how many. */
    public long dropDeleted(String source, String experimentId) throws IOException {
        var deleted = new TracesOfSource(source, experimentId).deleted(true);
        flush();
        var reader = readers.acquire();
        try {
            int count = new IndexSearcher(reader).count(deleted);
            writer.deleteDocuments(deleted);
            return count;
        } finally {
            readers.release(reader);
        }
    }

    /** The entries of the last commit, without trawl's own. */
    public Map<String, String> commitData() {
        return IndexFormat.entries(liveCommitData());
    }

    private Map<String, String> liveCommitData() {
        var entries = new HashMap<String, String>();
        var live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        }
        return entries;
    }

    /**
     * Makes everything put so far durable and visible to readers, together with the entries. Does nothing if nothing was
     * put or dropped since the last commit and it has these entries.
     *
     * @param entries added to those of the last commit, replacing those of the same key
     * @throws IOException also if something that was put, by whatever thread, could not be written
     */
    public void commit(Map<String, String> entries) throws IOException {
        flush();
        batches.checkNothingIsLost();
        merges.check();
        var before = liveCommitData();
        var all = new HashMap<>(before);
        all.putAll(entries);
        all.put(IndexFormat.VERSION_KEY, Integer.toString(IndexFormat.VERSION));
        encoder.dictionary().ifPresent(dictionary -> dictionary.addTo(all));
        if (all.equals(before) && !writer.hasUncommittedChanges()) {
            return;
        }
        commitPublished(all);
        folder.mark();
        readers.maybeRefreshBlocking();
    }

    /** Not while {@link #publish} takes old traces out and has not put the new ones in. */
    private synchronized void commitPublished(Map<String, String> entries) throws IOException {
        writer.setLiveCommitData(entries.entrySet());
        WriterStep.take(writer::commit);
    }

    /**
     * Lets small segments be merged, as each of them costs every later search some time, and commits the index so. Only for
     * when all that was put is committed: what is not merged when this has to stop is merged another time.
     *
     * @param goesOn false to leave the segments as they are then
     * @throws IOException if a merge fails, maybe because the disk is full; what was committed stays as it is
     */
    public void settle(BooleanSupplier goesOn) throws IOException {
        if (!folder.hasCommit()) {
            return;
        }
        WriterStep.take(() -> merges.settle(writer, goesOn));
        if (goesOn.getAsBoolean() && writer.hasUncommittedChanges()) {
            WriterStep.take(writer::commit);
        }
    }

    /** Merges the segments into a few, without the traces that were replaced or dropped. */
    void merge(int segments) throws IOException {
        WriterStep.take(() -> {
            writer.forceMerge(segments);
            writer.forceMergeDeletes();
        });
    }

    /** Ends writing; what was put since the last commit is dropped, and an index without a commit was never there. */
    @Override
    public void close() throws IOException {
        IOUtils.close(readers, writer::rollback, () -> folder.closeAfter(writer));
    }
}
