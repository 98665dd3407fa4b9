package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.StoredTrace;
import dev.trawl.index.StoredTraceReader;
import dev.trawl.index.Terms;
import dev.trawl.index.TraceLookup;
import dev.trawl.query.Hit;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;

/**
 * A document that may satisfy the condition.
 *
 * @param document its number within the segment
 * @param certain whether it does so without a check
 */
record Candidate(LeafReaderContext segment, int document, boolean certain) {
    StoredTrace trace() throws IOException {
        return TraceLookup.open(segment, document);
    }

    /** The same, valid until the reader reads another one. */
    StoredTrace trace(StoredTraceReader reader) throws IOException {
        return reader.read(segment, document);
    }

    Hit hit() throws IOException {
        return new Hit(id(), number());
    }

    /** Its number in the whole index. */
    int number() {
        return segment.docBase + document;
    }

    private String id() throws IOException {
        var ids = DocValues.getSorted(segment.reader(), IndexField.ID);
        if (!ids.advanceExact(document)) {
            throw new IOException("the index is damaged: a document has no id");
        }
        return Terms.text(ids.lookupOrd(ids.ordValue()));
    }
}
