package dev.trawl.indexer;

import dev.trawl.index.IndexDamage;
import dev.trawl.index.IndexField;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.StoredTrace;
import dev.trawl.index.Terms;
import dev.trawl.index.TraceLookup;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Checks an index from the bytes up: every file against its checksum; then that every stored trace can be read and is there
 * once; then that what is stored and indexed of it is what the present code makes of it. It reads the last commit and writes
 * nothing.
 */
public final class IndexVerification {
    private static final int MOST_PROBLEMS = 100;

    private final Path folder;
    private final CareListener listener;
    private final List<String> problems = new ArrayList<>();
    private long damagedFiles;
    private long wrongTraces;

    /** @param listener hears of traces */
    public IndexVerification(Path folder, CareListener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * What was found.
     *
     * @param traces in the index; none if a file is damaged
     * @param damagedFiles that are not as they were written
     * @param wrongTraces that cannot be read or are indexed wrongly
     * @param problems the first hundred of both, in words
     */
    public record Report(long traces, long damagedFiles, long wrongTraces, List<String> problems) {}

    /**
     * Checks.
     *
     * @param filesOnly whether checksums are enough
     * @throws dev.trawl.index.NoSuchIndexException if there is no index
     */
    public Report run(boolean filesOnly) throws IOException {
        for (var damage : IndexDamage.find(folder)) {
            damagedFiles++;
            problems.add(damage.toString());
        }
        if (damagedFiles > 0) {
            return new Report(0, damagedFiles, 0, List.copyOf(problems));
        }
        try (var reader = IndexFormat.openForReading(folder)) {
            if (!filesOnly) {
                check(reader);
            }
            return new Report(reader.numDocs(), damagedFiles, wrongTraces, List.copyOf(problems));
        }
    }

    private void check(DirectoryReader reader) throws IOException {
        var done = new AtomicLong();
        var phrases = IndexPhrases.fixed(reader);
        for (var segment : reader.leaves()) {
            var indexed = DocumentHashes.of(segment.reader());
            AllDocuments.inParts(List.of(segment), (whole, from, to) -> {
                var alive = segment.reader().getLiveDocs();
                var stored = segment.reader().getBinaryDocValues(IndexField.STORED);
                var rebuilt = new RebuiltDocuments(phrases);
                for (int document = from; document < to; document++) {
                    if (alive == null || alive.get(document)) {
                        check(reader, segment, document, stored, rebuilt);
                        listener.done(done.incrementAndGet(), reader.numDocs());
                    }
                    if (rebuilt.areMany() || document == to - 1) {
                        compare(segment, indexed, rebuilt);
                        rebuilt = new RebuiltDocuments(phrases);
                    }
                }
            });
        }
    }

    private void check(
            DirectoryReader reader,
            LeafReaderContext segment,
            int document,
            @Nullable BinaryDocValues stored,
            RebuiltDocuments rebuilt)
            throws IOException {
        var id = IndexCare.id(segment, document);
        try {
            if (stored == null || !stored.advanceExact(document)) {
                note(id, "is not stored");
                return;
            }
            var bytes = BytesRef.deepCopyOf(stored.binaryValue());
            var trace = StoredTrace.open(bytes).decoded();
            if (!Terms.text(Terms.of(trace.id())).equals(id)) {
                note(id, "has another one stored in its place, " + trace.id());
            } else if (TraceLookup.count(reader, trace.id()) != 1) {
                note(id, "is there " + TraceLookup.count(reader, trace.id()) + " times");
            } else {
                rebuild(trace, document, bytes, rebuilt);
            }
        } catch (RuntimeException e) {
            note(id, "cannot be read: " + e.getMessage());
        }
    }

    private void rebuild(IndexedTrace trace, int document, BytesRef stored, RebuiltDocuments rebuilt)
            throws IOException {
        var again = rebuilt.add(trace, document);
        if (!StoredTrace.haveSameFrame(stored, again)) {
            note(trace.id(), "is not stored in the form that this trawl gives it");
        }
    }

    private void compare(LeafReaderContext segment, DocumentHashes indexed, RebuiltDocuments rebuilt)
            throws IOException {
        for (var hash : rebuilt.hashes().entrySet()) {
            if (!indexed.of(hash.getKey()).isAs(hash.getValue())) {
                note(IndexCare.id(segment, hash.getKey()), "is not indexed as this trawl does it");
            }
        }
    }

    private synchronized void note(String traceId, String problem) {
        wrongTraces++;
        if (problems.size() < MOST_PROBLEMS) {
            problems.add("trace " + traceId + " " + problem);
        }
    }
}
