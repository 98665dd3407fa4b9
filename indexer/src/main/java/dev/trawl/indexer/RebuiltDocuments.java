package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.util.BytesRef;

/** Documents made anew of traces that an index holds, in memory, to be compared with those that it has. For one thread. */
final class RebuiltDocuments {
    /** A guess: small beside a batch of {@link TraceIndexWriter}, as there is one for each core beside all else. */
    private static final long MANY_BYTES = Runtime.getRuntime().maxMemory() / 32;

    private final Map<String, Integer> documents = new HashMap<>();
    private TraceBatch batch;

    /** @param phrases that the index has */
    RebuiltDocuments(IndexPhrases phrases) throws IOException {
        batch = new TraceBatch(TraceEncoder.plain(), phrases);
    }

    /**
     * Makes the document of a trace.
     *
     * @param document its number in the index
     * @return the trace as it would be stored
     * @throws RuntimeException if the trace cannot be indexed
     */
    BytesRef add(IndexedTrace trace, int document) throws IOException {
        try {
            var added = batch.add(trace, false);
            documents.put(Terms.text(Terms.of(trace.id())), document);
            return added.stored();
        } catch (RuntimeException poisonous) {
            batch = batch.mended();
            throw poisonous;
        }
    }

    /** Whether it is time for {@link #hashes}. */
    boolean areMany() {
        return batch.bytes() > MANY_BYTES;
    }

    /** For each document's number in the index the hash of what it should hold; to be asked for once, at the end. */
    Map<Integer, DocumentHashes.Sums> hashes() throws IOException {
        var hashes = new HashMap<Integer, DocumentHashes.Sums>();
        if (documents.isEmpty()) {
            return hashes;
        }
        try (var segment = batch.segment()) {
            var reader = segment.alive();
            var rebuilt = DocumentHashes.of(reader);
            var ids = reader.getSortedDocValues(IndexField.ID);
            for (int document = 0; document < reader.maxDoc(); document++) {
                ids.advanceExact(document);
                var id = Terms.text(ids.lookupOrd(ids.ordValue()));
                hashes.put(Objects.requireNonNull(documents.get(id)), rebuilt.of(document));
            }
        }
        return hashes;
    }
}
