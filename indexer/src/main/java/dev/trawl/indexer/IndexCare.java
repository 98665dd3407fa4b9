package dev.trawl.indexer;

import dev.trawl.index.IndexDamage;
import dev.trawl.index.IndexField;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.Terms;
import dev.trawl.index.TraceLookup;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * What keeps an index in shape: making it anew from its own traces, and merging its parts. Readers see the old one until the
 * new one takes its place in one commit; whatever ends the work before leaves the old one.
 */
public final class IndexCare {
    private static final long MILLISECONDS_BETWEEN_LOOKS = 100;

    private IndexCare() {}

    /**
     * What was done.
     *
     * @param traces in the index
     * @param segments parts of the index afterwards
     * @param bytesBefore of the last commit's files
     * @param bytesAfter of the new commit's files
     */
    public record Report(long traces, int segments, long bytesBefore, long bytesAfter) {}

    /**
     * Makes an index anew from the traces stored in it, in the present format, with the checkpoints it had.
     *
     * @param listener hears of traces
     * @throws IndexLockedException if another process writes to it
     * @throws dev.trawl.index.IndexFormatException if its traces are stored in a form that this version cannot read
     * @throws dev.trawl.index.DamagedIndexException if they are not as they were written: the new index would vouch for them
     */
    public static Report reindex(Path folder, CareListener listener) throws IOException {
        // A writer would make an index where there is none.
        try (var reader = IndexFormat.openForRebuilding(folder)) {
            checkStoredTraces(reader, folder);
        }
        try (var writer = TraceIndexWriter.openAnew(folder);
                var reader = IndexFormat.openForRebuilding(folder)) {
            long before = bytes(reader, folder);
            var done = new AtomicLong();
            AllDocuments.inParts(reader.leaves(), (segment, from, to) -> {
                var alive = segment.reader().getLiveDocs();
                for (int document = from; document < to; document++) {
                    if (alive == null || alive.get(document)) {
                        writer.put(stored(segment, document));
                        listener.done(done.incrementAndGet(), reader.numDocs());
                    }
                }
            });
            writer.commit(IndexFormat.entries(reader.getIndexCommit().getUserData()));
            writer.settle(() -> true);
            return report(folder, before);
        }
    }

    /** Compares the files with the stored traces, and with all other doc values, with their checksums. */
    private static void checkStoredTraces(DirectoryReader reader, Path folder) throws IOException {
        try {
            for (var segment : reader.leaves()) {
                ((CodecReader) segment.reader()).getDocValuesReader().checkIntegrity();
            }
        } catch (CorruptIndexException e) {
            throw IndexDamage.behind(e, folder);
        }
    }

    private static IndexedTrace stored(LeafReaderContext segment, int document) throws IOException {
        try {
            return TraceLookup.open(segment, document).decoded();
        } catch (RuntimeException e) {
            throw new IOException(
                    "the stored trace " + id(segment, document)
                            + " cannot be read; nothing was changed; trawl verify tells more",
                    e);
        }
    }

    /**
     * Merges an index into a few segments and drops what was replaced or deleted.
     *
     * @param listener hears of bytes; the total is a guess
     * @throws IndexLockedException if another process writes to it
     */
    public static Report compact(Path folder, CareListener listener) throws IOException {
        IndexFormat.openForReading(folder).close();
        try (var writer = TraceIndexWriter.open(folder)) {
            long before = committedBytes(folder);
            long present = presentBytes(folder);
            watched(
                    () -> {
                        writer.merge(Runtime.getRuntime().availableProcessors());
                        return null;
                    },
                    () -> listener.done(Math.clamp(presentBytes(folder) - present, 0, before), before));
            writer.commit(Map.of());
            return report(folder, before);
        }
    }

    /** Something to be done again and again. */
    @FunctionalInterface
    private interface Look {
        void take() throws IOException;
    }

    /** Looks at what goes on while a thread of its own does the work. */
    private static void watched(Callable<Void> work, Look look) throws IOException {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        while (true) {
            try {
                task.get(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException goesOn) {
                look.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while working on the index");
            } catch (ExecutionException e) {
                throw AllDocuments.failure(e);
            }
        }
    }

    private static Report report(Path folder, long before) throws IOException {
        try (var reader = IndexFormat.openForReading(folder)) {
            return new Report(reader.numDocs(), reader.leaves().size(), before, bytes(reader, folder));
        }
    }

    private static long committedBytes(Path folder) throws IOException {
        try (var reader = IndexFormat.openForReading(folder)) {
            return bytes(reader, folder);
        }
    }

    private static long bytes(DirectoryReader reader, Path folder) throws IOException {
        long bytes = 0;
        for (var file : reader.getIndexCommit().getFileNames()) {
            bytes += Files.size(folder.resolve(file));
        }
        return bytes;
    }

    /** Of all files, also those that no commit names. */
    private static long presentBytes(Path folder) throws IOException {
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                bytes += sizeIfPresent(file);
            }
        }
        return bytes;
    }

    private static long sizeIfPresent(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException removedMeanwhile) {
            return 0;
        }
    }

    /** The trace id of a document, for messages. */
    static String id(LeafReaderContext segment, int document) throws IOException {
        var ids = segment.reader().getSortedDocValues(IndexField.ID);
        return ids != null && ids.advanceExact(document)
                ? Terms.text(ids.lookupOrd(ids.ordValue()))
                : "in document " + (segment.docBase + document);
    }
}
