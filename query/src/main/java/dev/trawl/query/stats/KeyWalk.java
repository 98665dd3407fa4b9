package dev.trawl.query.stats;

import dev.trawl.index.Terms;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Counts, for the terms of a field, the documents of some sets that have them. */
final class KeyWalk {
    private final IndexReader reader;
    private final List<FixedBitSet> sets;
    private final int leastDocuments;

    /** Whether the only set is the whole index: then the dictionary knows the counts. */
    private final boolean everything;

    /**
     * Prepares to walk.
     *
     * @param sets documents by their numbers in the whole index
     * @param leastDocuments terms that fewer documents have are passed over
     */
    KeyWalk(IndexReader reader, List<FixedBitSet> sets, int leastDocuments) {
        this.reader = reader;
        this.sets = List.copyOf(sets);
        this.leastDocuments = leastDocuments;
        everything =
                sets.size() == 1 && !reader.hasDeletions() && sets.getFirst().cardinality() == reader.maxDoc();
    }

    /** Takes a term and its counts, one for each set; both are valid until the next one only. */
    interface Taker {
        void take(BytesRef term, long[] counts);
    }

    /** Takes the term of a pair with its key and its counts, all valid until the next one only. */
    interface PairTaker {
        void take(CurrentKey key, BytesRef pair, long[] counts);
    }

    /**
     * Walks the terms in their order; those that no document of a set has are left out.
     *
     * @param more documents that count for a term beside those that have it
     */
    void each(String field, Map<BytesRef, FixedBitSet> more, Taker taker) throws IOException {
        var terms = MultiTerms.getTerms(reader, field);
        if (terms != null) {
            var counting = new Counting(terms.iterator(), more);
            for (var term = counting.terms.next(); term != null; term = counting.terms.next()) {
                if (counting.isAny(term)) {
                    taker.take(term, counting.counts);
                }
            }
        }
    }

    /**
     * Walks the terms of pairs in their order, those of wanted keys only; the others are jumped over, however many they are.
     *
     * @param more documents that count for a term beside those that have it
     */
    void eachPair(String field, Map<BytesRef, FixedBitSet> more, Predicate<String> wanted, PairTaker taker)
            throws IOException {
        var terms = MultiTerms.getTerms(reader, field);
        if (terms == null) {
            return;
        }
        var counting = new Counting(terms.iterator(), more);
        var current = new CurrentKey();
        var term = counting.terms.next();
        while (term != null) {
            if (current.move(term) && !wanted.test(current.key())) {
                term = counting.terms.seekCeil(current.end()) == SeekStatus.END ? null : counting.terms.term();
                continue;
            }
            if (counting.isAny(term)) {
                taker.take(current, term, counting.counts);
            }
            term = counting.terms.next();
        }
    }

    /** The counts of one term after the other. */
    private final class Counting {
        final TermsEnum terms;
        final long[] counts = new long[sets.size()];
        private final Map<BytesRef, FixedBitSet> more;
        private @Nullable PostingsEnum postings; // reused, as Lucene wants it

        Counting(TermsEnum terms, Map<BytesRef, FixedBitSet> more) {
            this.terms = terms;
            this.more = more;
        }

        /** Counts the term that the walk stands at; whether any document of a set has it. */
        boolean isAny(BytesRef term) throws IOException {
            var others = more.isEmpty() ? null : more.get(term);
            if (others == null && terms.docFreq() < leastDocuments) {
                return false;
            }
            if (others == null && everything) {
                counts[0] = terms.docFreq();
                return true;
            }
            postings = terms.postings(postings, PostingsEnum.NONE);
            if (others == null) {
                count(postings, counts);
            } else {
                count(postings, others, counts);
            }
            return KeyWalk.isAny(counts);
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

        /** Before all terms of keys that come later, behind all of this one. */
        BytesRef end() {
            var end = BytesRef.deepCopyOf(prefix);
            end.bytes[end.offset + end.length - 1]++;
            return end;
        }

        String key() {
            return key;
        }

        String value(BytesRef pair) {
            return Terms.value(pair, prefix);
        }
    }
}
