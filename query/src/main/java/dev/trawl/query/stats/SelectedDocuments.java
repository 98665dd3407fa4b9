package dev.trawl.query.stats;

import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * The selected documents of one segment, numbered within it.
 *
 * @param all those of the whole index
 */
record SelectedDocuments(LeafReaderContext segment, FixedBitSet all) {
    boolean has(int document) {
        return all.get(segment.docBase + document);
    }

    /** The first one at or behind a number; {@link DocIdSetIterator#NO_MORE_DOCS} at the end. */
    int next(int from) {
        if (from >= size()) {
            return DocIdSetIterator.NO_MORE_DOCS;
        }
        int next = all.nextSetBit(segment.docBase + from, segment.docBase + size());
        return next == DocIdSetIterator.NO_MORE_DOCS ? next : next - segment.docBase;
    }

    /** Ascending. */
    int[] documents() {
        return IntStream.iterate(
                        next(0), document -> document != DocIdSetIterator.NO_MORE_DOCS, document -> next(document + 1))
                .toArray();
    }

    /** Documents of the segment, selected or not. */
    int size() {
        return segment.reader().maxDoc();
    }
}
