package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import java.io.IOException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/**
 * For each document of a segment a sum of hashes over all its terms and doc values, but for the trace itself: read in
 * the segment's order, each term once. Two documents with the same sum are indexed alike, but for one case in 2^64.
 */
final class DocumentHashes {
    private static final int TERM = 1;
    private static final int NUMBER = 2;
    private static final int VALUE = 3;

    private final LeafReader reader;
    private final long[] sums;
    private final long[] sumsOfPhrases;

    private DocumentHashes(LeafReader reader) {
        this.reader = reader;
        this.sums = new long[reader.maxDoc()];
        this.sumsOfPhrases = new long[reader.maxDoc()];
    }

    /**
     * The hashes of a document.
     *
     * @param phrases those of its common phrases ({@link IndexField#TEXT_PHRASES}); 0 if it has none
     * @param others those of all else
     */
    record Sums(long phrases, long others) {
        /** Whether a document is what was to be made of its trace: without phrases, if the index had not learned any before. */
        boolean isAs(Sums rebuilt) {
            return others == rebuilt.others && (phrases == 0 || phrases == rebuilt.phrases);
        }
    }

    static DocumentHashes of(LeafReader reader) throws IOException {
        var hashes = new DocumentHashes(reader);
        for (var field : reader.getFieldInfos()) {
            hashes.addTerms(field);
            hashes.addValues(field);
        }
        return hashes;
    }

    Sums of(int document) {
        return new Sums(sumsOfPhrases[document], sums[document]);
    }

    private void addTerms(FieldInfo field) throws IOException {
        var terms = field.getIndexOptions() == IndexOptions.NONE ? null : reader.terms(field.name);
        if (terms == null) {
            return;
        }
        long seed = seed(field, TERM);
        long[] ofField = field.name.equals(IndexField.TEXT_PHRASES) ? sumsOfPhrases : sums;
        var iterator = terms.iterator();
        PostingsEnum postings = null;
        for (var term = iterator.next(); term != null; term = iterator.next()) {
            long hash = hash(seed, term);
            postings = iterator.postings(postings, PostingsEnum.NONE);
            for (int document = postings.nextDoc();
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = postings.nextDoc()) {
                ofField[document] += hash;
            }
        }
    }

    private void addValues(FieldInfo field) throws IOException {
        if (field.name.equals(IndexField.STORED)) {
            return;
        }
        switch (field.getDocValuesType()) {
            case NONE -> {}
            case NUMERIC -> addNumbers(field);
            case BINARY -> addBinary(field);
            case SORTED -> addSorted(field);
            case SORTED_SET -> addSortedSets(field);
            case SORTED_NUMERIC -> throw new IllegalStateException("no field has such values: " + field.name);
        }
    }

    private void addNumbers(FieldInfo field) throws IOException {
        var values = reader.getNumericDocValues(field.name);
        long seed = seed(field, NUMBER);
        for (int document = values.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = values.nextDoc()) {
            sums[document] += mixed(seed + values.longValue());
        }
    }

    private void addBinary(FieldInfo field) throws IOException {
        var values = reader.getBinaryDocValues(field.name);
        long seed = seed(field, VALUE);
        for (int document = values.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = values.nextDoc()) {
            sums[document] += hash(seed, values.binaryValue());
        }
    }

    private void addSorted(FieldInfo field) throws IOException {
        var values = reader.getSortedDocValues(field.name);
        long seed = seed(field, VALUE);
        for (int document = values.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = values.nextDoc()) {
            sums[document] += hash(seed, values.lookupOrd(values.ordValue()));
        }
    }

    private void addSortedSets(FieldInfo field) throws IOException {
        var values = reader.getSortedSetDocValues(field.name);
        long seed = seed(field, VALUE);
        for (int document = values.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = values.nextDoc()) {
            for (int i = 0; i < values.docValueCount(); i++) {
                sums[document] += hash(seed, values.lookupOrd(values.nextOrd()));
            }
        }
    }

    private static long seed(FieldInfo field, int kind) {
        return mixed(hash(0, new BytesRef(field.name)) + kind);
    }

    /** FNV-1a over 64 bits (http://www.isthe.com/chongo/tech/comp/fnv), mixed at the end. */
    private static long hash(long seed, BytesRef bytes) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < bytes.length; i++) {
            hash = (hash ^ bytes.bytes[bytes.offset + i]) * 0x100000001b3L;
        }
        return mixed(hash);
    }

    /** The finaliser of SplitMix64. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
