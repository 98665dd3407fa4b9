package dev.trawl.query.stats;

import dev.trawl.index.Terms;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;

/**
 * Counts, for the terms of a field, the documents of some sets that have them.
 *
 * @param sets documents by their numbers in the whole index
 * @param leastDocuments terms that fewer documents have are passed over
 */
record KeyWalk(IndexReader reader, List<FixedBitSet> sets, int leastDocuments) {
    /** Takes a term and its counts, one for each set; both are valid until the next one only. */
    interface Taker {
        void take(BytesRef term, long[] counts);
    }

    /**
     * Walks the terms in their order; those that no document of a set has are left out.
     *
     * @param more documents that count for a term beside those that have it
     */
    void each(String field, Map<BytesRef, FixedBitSet> more, Taker taker) throws IOException {
        var terms = MultiTerms.getTerms(reader, field);
        if (terms == null) {
            return;
        }
        var counts = new long[sets.size()];
        PostingsEnum postings = null;
        var each = terms.iterator();
        for (var term = each.next(); term != null; term = each.next()) {
            var others = more.isEmpty() ? null : more.get(term);
            if (others == null && each.docFreq() < leastDocuments) {
                continue;
            }
            postings = each.postings(postings, PostingsEnum.NONE);
            if (others == null) {
                count(postings, counts);
            } else {
                count(postings, others, counts);
            }
            if (isAny(counts)) {
                taker.take(term, counts);
            }
        }
    }

    private void count(PostingsEnum postings, long[] counts) throws IOException {
        Arrays.fill(counts, 0);
        for (int document = postings.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = postings.nextDoc()) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += sets.get(i).get(document) ? 1 : 0;
            }
        }
    }

    private void count(PostingsEnum postings, FixedBitSet others, long[] counts) throws IOException {
        var all = others.clone();
        for (int document = postings.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = postings.nextDoc()) {
            all.set(document);
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] = FixedBitSet.intersectionCount(all, sets.get(i));
        }
    }

    private static boolean isAny(long[] counts) {
        for (long count : counts) {
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    /** The key of a pair's term and what its terms begin with, found again only when the key changes. */
    static final class CurrentKey {
        private BytesRef prefix = new BytesRef();
        private String key = "";

        /** Moves to the key of a term; whether it is another one than before. */
        boolean move(BytesRef pair) {
            if (prefix.length > 0 && StringHelper.startsWith(pair, prefix)) {
                return false;
            }
            prefix = Terms.prefixOf(pair);
            key = Terms.keyOf(prefix);
            return true;
        }

        String key() {
            return key;
        }

        String value(BytesRef pair) {
            return Terms.value(pair, prefix);
        }
    }
}
