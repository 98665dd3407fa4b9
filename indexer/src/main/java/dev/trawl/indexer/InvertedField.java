package dev.trawl.indexer;

import java.util.Arrays;
import org.apache.lucene.index.Terms;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;

/**
 * One field of text terms, collected document by document in memory and read as Lucene reads a segment's. It does what
 * Lucene's indexing does, but for fields of which only the documents of a term matter, and knows of each document's terms
 * that they are distinct: a term takes an entry in a list, where Lucene's takes a chain of slices of its own.
 *
 * <p>Terms may be given as bytes or, for short ones that every document has by the thousand, as ints, which are found sooner. Not thread-safe.
 */
final class InvertedField {
    /** Writes the term that is known as an int into {@code term}, in place of what it held. The ints, none negative, are in the order of their terms. */
    interface Spelling {
        void spell(int code, BytesRef term);
    }

    private final Spelling spelling;
    private final BytesRef coded = new BytesRef(Long.BYTES);
    private final BytesRef word = new BytesRef();
    private final BytesRefHash dictionary = new BytesRefHash();

    /** The terms: an int as it is, one of the dictionary as the complement of its number there, which is negative. */
    private final NumberedInts terms = new NumberedInts();

    private final Occurrences occurrences = new Occurrences();

    /** A field all of whose terms are given as bytes. */
    InvertedField() {
        this((code, term) -> {
            throw new IllegalStateException("there are no terms as ints");
        });
    }

    InvertedField(Spelling spelling) {
        this.spelling = spelling;
    }

    /** Adds a term, which it does not have yet, to the document that is being collected; its number, by which it may be {@linkplain #addKnown added} to others. */
    int add(BytesRef term) {
        int known = dictionary.add(term);
        return addKnown(terms.number(known < 0 ? known : ~known));
    }

    /** The same for a term that is known as an int. */
    int add(int code) {
        return addKnown(terms.number(code));
    }

    /** The same for a term that has been added to another document. */
    int addKnown(int number) {
        occurrences.add(number);
        return number;
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
        return new InvertedTerms(occurrences.byTerm(terms.size(), order), sorted(), this::spelled);
    }

    /** All terms, as numbers, in the order of their bytes. */
    private int[] sorted() {
        // The complements, of the dictionary, come first, and the last of them is that of its first term.
        int[] byValue = terms.sorted();
        int[] words = new int[dictionary.size()];
        int[] sortedWords = dictionary.sort();
        Arrays.setAll(words, i -> byValue[words.length - 1 - sortedWords[i]]);
        int[] sorted = new int[byValue.length];
        int nextCode = words.length;
        int nextWord = 0;
        for (int i = 0; i < sorted.length; i++) {
            boolean takesCode = nextWord == words.length
                    || (nextCode < byValue.length
                            && spelled(byValue[nextCode]).compareTo(spelled(words[nextWord])) < 0);
            sorted[i] = takesCode ? byValue[nextCode++] : words[nextWord++];
        }
        return sorted;
    }

    /** The term of a number; valid until the next one of its kind is spelled. */
    private BytesRef spelled(int number) {
        int value = terms.get(number);
        if (value >= 0) {
            spelling.spell(value, coded);
            return coded;
        }
        dictionary.get(~value, word);
        return word;
    }
}
