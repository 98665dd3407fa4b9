package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.Terms;
import dev.trawl.index.TraceLookup;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;

/**
 * The one writer of an index. Traces put into it and the entries of a checkpoint become visible and durable together,
 * in one Lucene commit; what was not committed when the process ends was never there.
 *
 * <p>{@link #put} and {@link #held} may be called by several threads at once, for different traces.
 */
public final class TraceIndexWriter implements AutoCloseable {
    /** Megabytes of documents kept in memory before Lucene writes a segment. */
    private static final double BUFFER_MB = 128;

    private final Directory directory;
    private final IndexWriter writer;
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();
    private final ReaderManager readers;

    private TraceIndexWriter(Directory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.readers = new ReaderManager(writer);
    }

    /**
     * Opens the index in a folder for writing, or begins one there.
     *
     * @throws IndexLockedException if another process writes to it
     * @throws dev.trawl.index.IndexFormatException if the folder holds an index of another format
     */
    public static TraceIndexWriter open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Directory directory = FSDirectory.open(folder);
        try {
            if (DirectoryReader.indexExists(directory)) {
                IndexFormat.check(
                        folder, SegmentInfos.readLatestCommit(directory).getUserData());
            }
            var config = new IndexWriterConfig()
                    .setIndexSort(IndexFormat.order())
                    .setRAMBufferSizeMB(BUFFER_MB)
                    .setCommitOnClose(false);
            return new TraceIndexWriter(directory, new IndexWriter(directory, config));
        } catch (LockObtainFailedException e) {
            directory.close();
            throw new IndexLockedException(folder);
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    /** The trace as it was last put or committed. */
    public Optional<IndexedTrace> held(String traceId) throws IOException {
        if (unseen.contains(traceId)) {
            refresh();
        }
        var reader = readers.acquire();
        try {
            return TraceLookup.find(reader, traceId);
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
        writer.updateDocument(new Term(IndexField.ID, Terms.of(trace.id())), TraceDocument.of(trace));
        unseen.add(trace.id());
        return held.isPresent() ? Change.UPDATED : Change.NEW;
    }

    /** The entries of the last commit, without trawl's own. */
    public Map<String, String> commitData() {
        var entries = liveCommitData();
        entries.remove(IndexFormat.VERSION_KEY);
        return entries;
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
     * Makes everything put so far durable and visible to readers, together with the entries.
     *
     * @param entries added to those of the last commit, replacing those of the same key
     */
    public void commit(Map<String, String> entries) throws IOException {
        var all = liveCommitData();
        all.putAll(entries);
        all.put(IndexFormat.VERSION_KEY, Integer.toString(IndexFormat.VERSION));
        writer.setLiveCommitData(all.entrySet());
        writer.commit();
        refresh();
    }

    /** Sees what was put until now; a trace put meanwhile stays in {@link #unseen}. */
    private synchronized void refresh() throws IOException {
        var seen = new HashSet<>(unseen);
        readers.maybeRefreshBlocking();
        unseen.removeAll(seen);
    }

    /** Ends writing; what was put since the last commit is dropped. */
    @Override
    public void close() throws IOException {
        IOUtils.close(readers, writer::rollback, directory);
    }
}
