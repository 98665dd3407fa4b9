package dev.trawl.indexer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.util.LSBRadixSorter;

/**
 * Which documents have which terms, a term being an int: taken in document by document as they come, given out term by term. Not
 * thread-safe.
 */
final class Occurrences {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FEWEST_TERMS = 1 << 10;

    /** Of an occurrence while it is sorted: a document, and above it what its bucket does not say of its term's place. */
    private static final int SORTED_BITS = Integer.SIZE - 1;

    /** Terms, document by document. */
    private final List<int[]> chunks = new ArrayList<>();

    /** Where the terms of each document end. */
    private final List<Integer> ends = new ArrayList<>();

    private int size;
    private int documentsWithTerms;

    /** Terms taken in so far, those that a document was given again as well. */
    int size() {
        return size;
    }

    /** Adds a term to the document that is being collected, which may have it already. */
    void add(int term) {
        if (size >>> CHUNK_BITS == chunks.size()) {
            chunks.add(new int[CHUNK]);
        }
        chunks.getLast()[size & (CHUNK - 1)] = term;
        size++;
    }

    void endDocument() {
        if (size > (ends.isEmpty() ? 0 : ends.getLast())) {
            documentsWithTerms++;
        }
        ends.add(size);
    }

    /**
     * The documents of each term. Nothing is looked up for that: occurrences are thrown into buckets by the first bits of their
     * terms' places, few enough that those of one bucket are sorted near the processor.
     *
     * @param places where each term stands among all terms there may be, from 0 on; of two terms the one before the other
     * @param bound all places are below it
     * @param order the numbers of all documents in an order, in which they are numbered anew
     */
    DocumentsByTerm byTerm(IntUnaryOperator places, int bound, int[] order) {
        int documentBits = Integer.SIZE - Integer.numberOfLeadingZeros(order.length);
        int bucketShift = SORTED_BITS - documentBits;
        int[] bucketEnds = new int[(bound >>> bucketShift) + 2];
        for (int i = 0; i < size; i++) {
            bucketEnds[(places.applyAsInt(term(i)) >>> bucketShift) + 1]++;
        }
        Arrays.parallelPrefix(bucketEnds, Integer::sum);
        // The end of the bucket before is where a bucket begins; it moves on with each occurrence.
        int[] occurrences = new int[size];
        int placeMask = (1 << bucketShift) - 1;
        for (int document = 0; document < order.length; document++) {
            int from = order[document] == 0 ? 0 : ends.get(order[document] - 1);
            int to = ends.get(order[document]);
            for (int i = from; i < to; i++) {
                int place = places.applyAsInt(term(i));
                occurrences[bucketEnds[place >>> bucketShift]++] = (place & placeMask) << documentBits | document;
            }
        }
        var sorted = new DocumentsByTerm(occurrences, documentsWithTerms);
        sorted.sort(bucketEnds, bucketShift, documentBits);
        return sorted;
    }

    private int term(int at) {
        return chunks.get(at >>> CHUNK_BITS)[at & (CHUNK - 1)];
    }

    /** The documents of each term, ascending; the terms, numbered from 0, in the order of their places. */
    static final class DocumentsByTerm {
        private final int[] documents;
        private final int withTerms;
        private int[] places = new int[FEWEST_TERMS];
        private int[] begins = new int[FEWEST_TERMS];
        private int size;

        /** Occurrences, each once. */
        private int taken;

        private DocumentsByTerm(int[] occurrences, int withTerms) {
            this.documents = occurrences;
            this.withTerms = withTerms;
        }

        private void sort(int[] bucketEnds, int bucketShift, int documentBits) {
            var sorter = new LSBRadixSorter();
            int[] bucket = {};
            int from = 0;
            for (int number = 0; number < bucketEnds.length - 1; number++) {
                int length = bucketEnds[number] - from;
                if (bucket.length < length) {
                    bucket = new int[length];
                }
                System.arraycopy(documents, from, bucket, 0, length);
                sorter.sort(SORTED_BITS, bucket, length);
                takeDistinct(bucket, length, number << bucketShift, documentBits);
                from += length;
            }
        }

        /** Of sorted occurrences those that are not the same as the one before. */
        private void takeDistinct(int[] sorted, int length, int bucketPlace, int documentBits) {
            int previous = -1;
            int previousPlace = -1;
            for (int i = 0; i < length; i++) {
                if (sorted[i] != previous) {
                    previous = sorted[i];
                    int place = previous >>> documentBits;
                    if (place != previousPlace) {
                        begin(bucketPlace | place, taken);
                        previousPlace = place;
                    }
                    documents[taken++] = previous & ((1 << documentBits) - 1);
                }
            }
        }

        private void begin(int place, int at) {
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
                begins = Arrays.copyOf(begins, 2 * size);
            }
            places[size] = place;
            begins[size] = at;
            size++;
        }

        /** How many terms there are. */
        int size() {
            return size;
        }

        /** Where a term stands among all there may be. */
        int place(int term) {
            return places[term];
        }

        int[] documents() {
            return documents;
        }

        /** How many documents all terms have together. */
        int occurrences() {
            return taken;
        }

        /** Where in {@link #documents} those of a term begin. */
        int from(int term) {
            return begins[term];
        }

        /** Where in {@link #documents} those of a term end. */
        int to(int term) {
            return term + 1 == size ? taken : begins[term + 1];
        }

        /** How many documents have a term. */
        int withTerms() {
            return withTerms;
        }

        int count(int term) {
            return to(term) - from(term);
        }
    }
}
