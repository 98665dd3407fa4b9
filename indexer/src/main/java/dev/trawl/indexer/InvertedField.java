package dev.trawl.indexer;

import dev.trawl.indexer.Occurrences.DocumentsByTerm;
import java.util.stream.IntStream;
import org.apache.lucene.index.Terms;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;

/**
 * One field of text terms, collected document by document in memory and read as Lucene reads a segment's. It does what
 * Lucene's indexing does, but for fields of which only the documents of a term matter, and knows of each document's terms
 * that they are distinct: a term takes an entry in a list, where Lucene's takes a chain of slices of its own.
 *
 * <p>Terms may be given as bytes or, for terms that every document has by the thousand, as numbers below a bound, which
 * are put in no dictionary. Not thread-safe.
 */
final class InvertedField {
    /** Writes the term that is known as a number into {@code term}, in place of what it held. Numbers are in the order of their terms. */
    interface Spelling {
        void spell(int number, BytesRef term);
    }

    private final int numbers;
    private final Spelling spelling;
    private final BytesRef plain = new BytesRef(Long.BYTES);
    private final BytesRef word = new BytesRef();
    private final BytesRefHash dictionary = new BytesRefHash();
    private final Occurrences occurrences = new Occurrences();

    /** A field all of whose terms are given as bytes. */
    InvertedField() {
        this(0, (number, term) -> {
            throw new IllegalStateException("there are no numbers");
        });
    }

    /** @param numbers a bound above those that stand for terms */
    InvertedField(int numbers, Spelling spelling) {
        this.numbers = numbers;
        this.spelling = spelling;
    }

    /** Adds a term, which it does not have yet, to the document that is being collected. */
    void add(BytesRef term) {
        int known = dictionary.add(term);
        occurrences.add(numbers + (known < 0 ? -known - 1 : known));
    }

    /** The same for a term that is known as a number. */
    void add(int number) {
        occurrences.add(number);
    }

    void endDocument() {
        occurrences.endDocument();
    }

    /** Terms of documents so far: a term counts once for each of its documents. */
    int size() {
        return occurrences.size();
    }

    /**
     * The terms, to be asked for once.
     *
     * @param order the numbers of all documents, in the order in which they are numbered anew
     */
    Terms terms(int[] order) {
        int words = dictionary.size();
        var documents = occurrences.byTerm(numbers + words, order);
        return new InvertedTerms(documents, sorted(documents, dictionary.sort(), words), this::spelled);
    }

    /** All terms that occur, as numbers, in the order of their bytes. */
    private int[] sorted(DocumentsByTerm documents, int[] sortedWords, int words) {
        int[] occurring = IntStream.range(0, numbers)
                .filter(number -> documents.count(number) > 0)
                .toArray();
        int[] sorted = new int[occurring.length + words];
        int fromPlain = 0;
        int fromWords = 0;
        for (int i = 0; i < sorted.length; i++) {
            boolean takesPlain = fromPlain < occurring.length
                    && (fromWords == words
                            || spelled(occurring[fromPlain]).compareTo(spelled(numbers + sortedWords[fromWords])) < 0);
            sorted[i] = takesPlain ? occurring[fromPlain++] : numbers + sortedWords[fromWords++];
        }
        return sorted;
    }

    /** The term of a number; valid until the next one of its kind is spelled. */
    private BytesRef spelled(int number) {
        if (number < numbers) {
            spelling.spell(number, plain);
            return plain;
        }
        dictionary.get(number - numbers, word);
        return word;
    }
}
