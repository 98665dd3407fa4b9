package dev.trawl.indexer;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.MultiPostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.FixedBitSet;

/**
 * The documents of one term in a segment that others are merged into. As the index is sorted, the documents of the others come to stand
 * between each other. Lucene takes them one by one out of a queue of all segments; here they are gathered and sorted.
 *
 * <p>For the terms of one field, one after the other. Not thread-safe.
 */
final class MergedDocuments {
    /** Of all documents; from there on a term's are sorted by a bit for each document there is. */
    private static final double MANY = 1.0 / 128;

    private final MergeState segments;
    private final FixedBitSet all;
    private final TermDocuments documents = new TermDocuments();
    private int[] gathered = new int[128];

    MergedDocuments(MergeState segments) {
        this.segments = segments;
        this.all = new FixedBitSet(segments.segmentInfo.maxDoc());
    }

    /** Those of one more term, given those that it has in each segment; valid until the next one's. */
    TermDocuments merged(MultiPostingsEnum bySegment) throws IOException {
        int size = 0;
        int last = -1;
        boolean ascending = true;
        for (int i = 0; i < bySegment.getNumSubs(); i++) {
            var segment = bySegment.getSubs()[i];
            var postings = segment.postingsEnum;
            var places = segments.docMaps[segment.slice.readerIndex()];
            for (int document = postings.nextDoc();
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = postings.nextDoc()) {
                int place = places.get(document);
                if (place >= 0) {
                    if (size == gathered.length) {
                        gathered = ArrayUtil.grow(gathered);
                    }
                    gathered[size++] = place;
                    ascending &= place > last;
                    last = place;
                }
            }
        }
        if (!ascending) {
            sort(size);
        }
        documents.begin(gathered, 0, size);
        return documents;
    }

    private void sort(int size) {
        if (size < MANY * all.length()) {
            Arrays.sort(gathered, 0, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            all.set(gathered[i]);
        }
        int document = -1;
        for (int i = 0; i < size; i++) {
            document = all.nextSetBit(document + 1);
            gathered[i] = document;
        }
        all.clear();
    }
}
