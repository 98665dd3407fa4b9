package dev.trawl.indexer;

import dev.trawl.indexer.Occurrences.DocumentsByTerm;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;

/**
 * One field of text terms, collected document by document in memory and read as Lucene reads a segment's. It does what
 * Lucene's indexing does, but for fields of which only the documents of a term matter: a term takes an entry in a list, where
 * Lucene's takes a chain of slices of its own.
 *
 * <p>Terms may be given as bytes or, for short ones that every document has by the thousand, as ints, which are not looked up anywhere. Not thread-safe.
 */
final class InvertedField {
    /** Writes the term that is known as an int into {@code term}, in place of what it held. The ints, none negative, are in the order of their terms. */
    interface Spelling {
        void spell(int code, BytesRef term);
    }

    private final Spelling spelling;
    private final BytesRefHash dictionary = new BytesRefHash();

    /** Of terms: an int as it is, one of the dictionary as the complement of its number there, which is negative. */
    private final Occurrences occurrences = new Occurrences();

    private int largestCode = -1;

    /** A field all of whose terms are given as bytes. */
    InvertedField() {
        this((code, term) -> {
            throw new IllegalStateException("there are no terms as ints");
        });
    }

    /** A field of which terms may also be given as ints, and spelled. */
    InvertedField(Spelling spelling) {
        this.spelling = spelling;
    }

    /** Adds a term to the document that is being collected, which may have it already; its number, by which it may be {@linkplain #addKnown added} to others. */
    int add(BytesRef term) {
        int known = dictionary.add(term);
        return addKnown(known < 0 ? ~known : known);
    }

    /** The same for a term that has been added to another document. */
    int addKnown(int number) {
        occurrences.add(~number);
        return number;
    }

    /** The same for a term that is known as an int. */
    void add(int code) {
        largestCode = Math.max(largestCode, code);
        occurrences.add(code);
    }

    void endDocument() {
        occurrences.endDocument();
    }

    /** Bytes of memory that the field takes, roughly, and while its terms are read. */
    long bytes() {
        return dictionary.ramBytesUsed() + 2L * Integer.BYTES * occurrences.size();
    }

    /**
     * The terms, to be asked for once.
     *
     * @param order the numbers of all documents, in the order in which they are numbered anew
     */
    InvertedTerms terms(int[] order) {
        // Those of the dictionary first, in the order of their bytes, then all ints there may be.
        int words = dictionary.size();
        int[] sortedWords = dictionary.sort();
        int[] ranks = new int[words];
        for (int rank = 0; rank < words; rank++) {
            ranks[sortedWords[rank]] = rank;
        }
        var documents =
                occurrences.byTerm(term -> term < 0 ? ranks[~term] : words + term, words + largestCode + 1, order);
        var spelled = new Spelled(documents, sortedWords, words);
        return new InvertedTerms(documents, spelled.inOrder(), spelled::spell);
    }

    /** The bytes of terms that are known by number. */
    private final class Spelled {
        private final DocumentsByTerm documents;
        private final int[] sortedWords;
        private final int words;
        private final BytesRef coded = new BytesRef(Long.BYTES);
        private final BytesRef word = new BytesRef();

        Spelled(DocumentsByTerm documents, int[] sortedWords, int words) {
            this.documents = documents;
            this.sortedWords = sortedWords;
            this.words = words;
        }

        /** Valid until the next one of its kind is spelled. */
        BytesRef spell(int term) {
            int place = documents.place(term);
            if (place < words) {
                dictionary.get(sortedWords[place], word);
                return word;
            }
            spelling.spell(place - words, coded);
            return coded;
        }

        /** All terms in the order of their bytes: those of the dictionary and the ints, merged. */
        int[] inOrder() {
            int[] ordered = new int[documents.size()];
            int nextWord = 0;
            int nextCode = words;
            for (int i = 0; i < ordered.length; i++) {
                boolean takesCode = nextWord == words
                        || (nextCode < ordered.length && spell(nextCode).compareTo(spell(nextWord)) < 0);
                ordered[i] = takesCode ? nextCode++ : nextWord++;
            }
            return ordered;
        }
    }
}
