package dev.trawl.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored traces one after the other, each over the one before: a trace and all its parts are valid until the next
 * one is read. For those who look at many traces and keep none. Not thread-safe.
 */
public final class StoredTraceReader {
    private static final int FIRST_BYTES = 1 << 16;

    private final Map<Object, BinaryDocValues> columns = new HashMap<>();
    private byte[] frame = new byte[FIRST_BYTES];

    /** The stored trace of a document, numbered within its segment. */
    public StoredTrace read(LeafReaderContext segment, int document) throws IOException {
        var column = columns.get(segment.id());
        if (column == null || column.docID() > document) {
            column = column(segment);
            columns.put(segment.id(), column);
        }
        if (!column.advanceExact(document)) {
            throw TraceLookup.damaged();
        }
        var stored = column.binaryValue();
        frame = ArrayUtil.growNoCopy(frame, CompressedFrame.size(stored));
        return new StoredTrace(new CompressedFrame(stored, frame));
    }

    private static BinaryDocValues column(LeafReaderContext segment) throws IOException {
        @Nullable BinaryDocValues column = segment.reader().getBinaryDocValues(IndexField.STORED);
        if (column == null) {
            throw TraceLookup.damaged();
        }
        return column;
    }
}
