package dev.trawl.indexer;

import java.util.ArrayList;
import java.util.List;

/**
 * Which documents have which terms, a term being a number: taken in document by document, given out term by term. Not
 * thread-safe.
 */
final class Occurrences {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /** Term numbers, document by document. */
    private final List<int[]> chunks = new ArrayList<>();

    /** Where the numbers of each document end. */
    private final List<Integer> ends = new ArrayList<>();

    private int size;
    private int documentsWithTerms;

    /** Numbers taken in so far. */
    int size() {
        return size;
    }

    /** Adds a term, which it does not have yet, to the document that is being collected. */
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
     * The documents of each term.
     *
     * @param terms how many there are
     * @param order the numbers of all documents in an order, in which they are numbered anew
     */
    DocumentsByTerm byTerm(int terms, int[] order) {
        int[] ends = new int[terms + 1];
        for (int i = 0; i < size; i++) {
            ends[term(i) + 1]++;
        }
        for (int term = 0; term < terms; term++) {
            ends[term + 1] += ends[term];
        }
        // The end of the term before is where a term's documents begin; it moves on with each of them.
        int[] documents = new int[size];
        for (int document = 0; document < order.length; document++) {
            int from = order[document] == 0 ? 0 : this.ends.get(order[document] - 1);
            int to = this.ends.get(order[document]);
            for (int i = from; i < to; i++) {
                documents[ends[term(i)]++] = document;
            }
        }
        return new DocumentsByTerm(ends, documents, documentsWithTerms);
    }

    private int term(int at) {
        return chunks.get(at >>> CHUNK_BITS)[at & (CHUNK - 1)];
    }

    /** The documents of each term, ascending. */
    static final class DocumentsByTerm {
        private final int[] ends;
        private final int[] documents;
        private final int withTerms;

        private DocumentsByTerm(int[] ends, int[] documents, int withTerms) {
            this.ends = ends;
            this.documents = documents;
            this.withTerms = withTerms;
        }

        int[] documents() {
            return documents;
        }

        /** Where in {@link #documents} those of a term begin. */
        int from(int term) {
            return term == 0 ? 0 : ends[term - 1];
        }

        /** Where in {@link #documents} those of a term end. */
        int to(int term) {
            return ends[term];
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
