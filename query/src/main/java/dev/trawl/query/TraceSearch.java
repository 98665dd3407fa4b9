package dev.trawl.query;

import dev.trawl.index.IndexFormat;
import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceLookup;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.IOUtils;

/** Searches an index as it was at its last commit. Thread-safe. */
public final class TraceSearch implements AutoCloseable {
    private final DirectoryReader reader;

    private TraceSearch(DirectoryReader reader) {
        this.reader = reader;
    }

    /**
     * Opens an index.
     *
     * @throws dev.trawl.index.NoSuchIndexException if the folder holds none
     * @throws dev.trawl.index.IndexFormatException if another version of trawl wrote it
     */
    public static TraceSearch open(Path index) throws IOException {
        return new TraceSearch(IndexFormat.openForReading(index));
    }

    /**
     * Finds the traces that a filter selects.
     *
     * @throws FilterException if the filter or the order means nothing
     */
    public SearchResult search(SearchRequest request) throws IOException {
        return new SearchResult(List.of(), 0);
    }

    public Optional<IndexedTrace> get(String traceId) throws IOException {
        return TraceLookup.find(reader, traceId);
    }

    /** The trace of a hit that this search returned. */
    public IndexedTrace load(Hit hit) throws IOException {
        var segments = reader.leaves();
        var segment = segments.get(ReaderUtil.subIndex(hit.document(), segments));
        return StoredTrace.decode(TraceLookup.stored(segment, hit.document() - segment.docBase));
    }

    /** How many traces the index holds. */
    public long size() {
        return reader.numDocs();
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(reader, reader.directory());
    }
}
