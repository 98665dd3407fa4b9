package dev.trawl.query.columns;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.scan.Value;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.StringHelper;

/**
 * What the documents of an index have under one key, such as a tag: for each document the number of its value, values being
 * numbered in the order of their terms. The index tells the documents of a value; this is the same turned round, so that the
 * values of a selection are counted by one look at each of its documents, however many values there are
 * (docs/decisions/0054-columns-of-keys.md). Immutable, thread-safe.
 *
 * <p>It takes as many bytes for each document of the index as the highest number has, the {@value #STRIDE}th part of the
 * terms, and four bytes for each different judgement.
 */
public final class KeyColumn {
    static final int NOTHING = 0;

    /** Of a value that is too long for a term. */
    static final int NO_TERM = 1;

    static final int FIRST_VALUE = 2;

    static final int STRIDE = 64;

    private final IndexReader reader;
    private final String field;
    private final BytesRef key;
    private final BytesRef prefix;
    private final ColumnValues content;

    /** A column of what was read of it. */
    KeyColumn(IndexReader reader, String field, BytesRef key, ColumnValues content) {
        this.reader = reader;
        this.field = field;
        this.key = key;
        this.prefix = FieldNames.PLAIN.contains(field) ? new BytesRef() : Terms.prefixOfKey(key);
        this.content = content;
    }

    /**
     * Reads the column of a key.
     *
     * @param field one of pairs
     * @param key a term of its companion of keys
     */
    static KeyColumn of(IndexReader reader, String field, BytesRef key, CountWatch watch) throws IOException {
        return of(reader, field, key, Terms.prefixOfKey(key), watch);
    }

    /** Reads the column of a field of plain terms. */
    static KeyColumn of(IndexReader reader, String field, CountWatch watch) throws IOException {
        return of(reader, field, new BytesRef(), new BytesRef(), watch);
    }

    private static KeyColumn of(IndexReader reader, String field, BytesRef key, BytesRef prefix, CountWatch watch)
            throws IOException {
        var reading = new ColumnReading(reader.maxDoc(), prefix, FieldNames.isJson(field), watch);
        var terms = MultiTerms.getTerms(reader, field);
        if (terms != null) {
            reading.readValues(terms.iterator());
        }
        var tooLong = MultiTerms.getTerms(reader, IndexField.longOf(field));
        if (tooLong != null) {
            reading.readTooLong(tooLong.iterator(), key);
        }
        return new KeyColumn(reader, field, BytesRef.deepCopyOf(key), reading.content());
    }

    public String field() {
        return field;
    }

    /** The key, empty for plain terms; one that was too long for a term is shortened. */
    public String key() {
        return Terms.text(key);
    }

    BytesRef keyTerm() {
        return key;
    }

    ColumnValues content() {
        return content;
    }

    /** How many values there are in the whole index. */
    public int size() {
        return content.size();
    }

    /** The value that comes at a place, 0 to {@link #size()}, in the order of {@link Values#spelled}. */
    public int inOrder(int place) {
        return content.spelled().length == 0 ? place : content.spelled()[place];
    }

    /** How an answer spells a value. No parser is asked about a text in which nothing is escaped, as nearly all are. */
    static String spelled(String json) {
        int last = json.length() - 1;
        boolean plain = last > 0
                && json.charAt(0) == '"'
                && json.charAt(last) == '"'
                && json.chars().skip(1).limit(last - 1L).allMatch(KeyColumn::standsForItself);
        return plain ? json.substring(1, last) : Dictionary.text(Value.ofAssessment(PythonJson.parseOrText(json)));
    }

    private static boolean standsForItself(int letter) {
        return letter >= ' ' && letter != '"' && letter != '\\';
    }

    /**
     * How often the key and its values were found.
     *
     * @param present documents that have something under the key
     * @param numbers by the number in the column
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
    public record Counts(long present, int[] numbers) {
        /** Documents that have a value, 0 to {@link #size()}. */
        public int of(int value) {
            return numbers[FIRST_VALUE + value];
        }
    }

    /**
     * Counts the values of some documents; one with several values counts for each.
     *
     * @param votes assessments that count for documents that do not have them
     */
    public Counts counted(DocumentSet documents, SessionVotes votes) throws IOException {
        var counts = new int[FIRST_VALUE + size()];
        content.first().count(documents, counts);
        long present = (long) documents.size() - counts[NOTHING];
        content.further().forEach((document, numbers) -> {
            if (documents.has(document)) {
                for (int number : numbers) {
                    counts[number]++;
                }
            }
        });
        for (var vote : votes.pairsOf(field).entrySet()) {
            if (StringHelper.startsWith(vote.getKey(), prefix)) {
                countVote(vote.getKey(), vote.getValue(), documents, counts);
            }
        }
        var others = votes.keysOf(field).get(key);
        return new Counts(others == null ? present : present + without(others, documents), counts);
    }

    private void countVote(BytesRef term, SparseFixedBitSet others, DocumentSet documents, int[] counts)
            throws IOException {
        int value = values().numberOf(term);
        if (value < 0) {
            return;
        }
        for (int document : documents.among(others)) {
            counts[FIRST_VALUE + value] += has(document, FIRST_VALUE + value) ? 0 : 1;
        }
    }

    private boolean has(int document, int number) {
        return content.first().of(document) == number
                || Arrays.stream(content.further().getOrDefault(document, new int[0]))
                        .anyMatch(other -> other == number);
    }

    private long without(SparseFixedBitSet others, DocumentSet documents) {
        return Arrays.stream(documents.among(others))
                .filter(document -> content.first().of(document) == NOTHING)
                .count();
    }

    /** The values by their numbers. */
    public Values values() throws IOException {
        return new Values();
    }

    /** Reads values by their numbers, fastest in ascending order. Not thread-safe. */
    public final class Values {
        private static final int NOWHERE = -1;

        private final TermsEnum terms;
        private int place = NOWHERE;

        private Values() throws IOException {
            var all = MultiTerms.getTerms(reader, field);
            terms = all == null ? TermsEnum.EMPTY : all.iterator();
        }

        /** The value, 0 to {@link #size()}. */
        public String text(int value) throws IOException {
            moveTo(value);
            return Terms.value(terms.term(), prefix);
        }

        /** The value as an answer spells it: a text of JSON without its quotes. */
        public String spelled(int value) throws IOException {
            return FieldNames.isJson(field) ? KeyColumn.spelled(text(value)) : text(value);
        }

        /** The number of a value; negative if no document has it. */
        int numberOf(BytesRef pair) throws IOException {
            int found = Collections.binarySearch(content.landmarks(), pair);
            int landmark = found >= 0 ? found : -found - 2;
            if (landmark < 0) {
                return NOWHERE;
            }
            int last = Math.min(size(), (landmark + 1) * STRIDE);
            for (int value = landmark * STRIDE; value < last; value++) {
                moveTo(value);
                if (terms.term().equals(pair)) {
                    return value;
                }
            }
            return NOWHERE;
        }

        private void moveTo(int value) throws IOException {
            if (place == NOWHERE || value < place || value - place > STRIDE) {
                var status = terms.seekCeil(content.landmarks().get(value / STRIDE));
                if (status != SeekStatus.FOUND) {
                    throw new IllegalStateException("a term is gone from " + field);
                }
                place = value / STRIDE * STRIDE;
            }
            while (place < value) {
                terms.next();
                place++;
            }
        }
    }
}
