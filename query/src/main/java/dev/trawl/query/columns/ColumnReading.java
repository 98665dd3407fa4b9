package dev.trawl.query.columns;

import dev.trawl.index.Terms;
import dev.trawl.index.TermsWithPrefix;
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
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** A {@link KeyColumn} that is being read from the terms of its field. Not thread-safe. */
final class ColumnReading {
    private final BytesRef prefix;
    private final int[] first;
    private final Map<Integer, int[]> further = new HashMap<>();
    private final List<BytesRef> landmarks = new ArrayList<>();
    private final boolean json;
    private final CountWatch watch;

    /** How the values are spelled, if they are JSON. */
    private final List<String> spellings = new ArrayList<>();

    private int values;

    ColumnReading(int documents, BytesRef prefix, boolean json, CountWatch watch) {
        this.prefix = prefix;
        this.json = json;
        this.watch = watch;
        first = new int[documents];
    }

    /** Reads the values, which stand together. */
    void readValues(TermsEnum terms) throws IOException {
        watch.goesOn();
        PostingsEnum postings = null;
        var ofKey = new TermsWithPrefix(terms, prefix);
        for (var term = ofKey.next(); term != null; term = ofKey.next()) {
            if (values % CountWatch.STRETCH == CountWatch.STRETCH - 1) {
                watch.goesOn();
            }
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

    /** All that was read. */
    ColumnValues content() {
        var numbers = ValueNumbers.of(first, KeyColumn.FIRST_VALUE + values - 1);
        return new ColumnValues(values, numbers, further, landmarks, inOrder());
    }

    private int[] inOrder() {
        return IntStream.range(0, spellings.size())
                .boxed()
                .sorted(Comparator.comparing(spellings::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
