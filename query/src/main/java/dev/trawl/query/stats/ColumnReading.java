package dev.trawl.query.stats;

import dev.trawl.index.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.packed.PackedInts;

/** A {@link KeyColumn} that is being read from the terms of its field. Not thread-safe. */
final class ColumnReading {
    private final BytesRef prefix;
    private final int[] first;
    private final Map<Integer, int[]> further = new HashMap<>();
    private final List<BytesRef> landmarks = new ArrayList<>();
    private final boolean json;

    /** How the values are spelled, if they are JSON. */
    private final List<String> spellings = new ArrayList<>();

    private int values;

    ColumnReading(int documents, BytesRef prefix, boolean json) {
        this.prefix = prefix;
        this.json = json;
        first = new int[documents];
    }

    /** Reads the values, which stand together. */
    void readValues(TermsEnum terms) throws IOException {
        if (terms.seekCeil(prefix) == SeekStatus.END) {
            return;
        }
        PostingsEnum postings = null;
        for (var term = terms.term(); term != null && StringHelper.startsWith(term, prefix); term = terms.next()) {
            if (values % KeyColumn.STRIDE == 0) {
                landmarks.add(BytesRef.deepCopyOf(term));
            }
            if (json) {
                spellings.add(KeyColumn.spelled(Terms.value(term, prefix)));
            }
            postings = terms.postings(postings, PostingsEnum.NONE);
            add(postings, KeyColumn.FIRST_VALUE + values++);
        }
    }

    /** Reads which documents have a value that is no term. */
    void readTooLong(TermsEnum terms, BytesRef key) throws IOException {
        if (terms.seekExact(key)) {
            add(terms.postings(null, PostingsEnum.NONE), KeyColumn.NO_TERM);
        }
    }

    private void add(PostingsEnum postings, int number) throws IOException {
        for (int document = postings.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = postings.nextDoc()) {
            if (first[document] == KeyColumn.NOTHING) {
                first[document] = number;
            } else {
                further.merge(document, new int[] {number}, ColumnReading::joined);
            }
        }
    }

    private static int[] joined(int[] some, int[] more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** The values in the order of how they are spelled; empty if that is their own. */
    int[] inOrder() {
        return IntStream.range(0, spellings.size())
                .boxed()
                .sorted(Comparator.comparing(spellings::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** For each document its first number. */
    PackedInts.Reader packed() {
        int bits = PackedInts.bitsRequired((long) KeyColumn.FIRST_VALUE + values);
        var packed = PackedInts.getMutable(first.length, bits, PackedInts.DEFAULT);
        for (int document = 0; document < first.length; document++) {
            packed.set(document, first[document]);
        }
        return packed;
    }

    BytesRef prefix() {
        return prefix;
    }

    /** Of documents with several values, the numbers of all but the first. */
    Map<Integer, int[]> further() {
        return further;
    }

    /** Every so many terms one. */
    List<BytesRef> landmarks() {
        return landmarks;
    }

    /** How many there are. */
    int values() {
        return values;
    }
}
