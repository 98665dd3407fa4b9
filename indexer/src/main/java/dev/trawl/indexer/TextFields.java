package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.query.text.CommonPhrases;
import dev.trawl.query.text.Grams;
import dev.trawl.query.text.Joints;
import dev.trawl.query.text.TextTerms;
import java.util.Arrays;
import java.util.Map;
import org.apache.lucene.util.BytesRef;

/** The fields by which the text of a batch of traces is found. Not thread-safe. */
final class TextFields {
    private static final int NEW = -1;

    private final InvertedField grams = new InvertedField(Grams::spellAscii);
    private final InvertedField joints = new InvertedField(Joints::spell);
    private final InvertedField words = new InvertedField();
    private final InvertedField phrases = new InvertedField();
    private final BytesRef term = new BytesRef(Grams.MOST_BYTES);

    /** The numbers that phrases, which are few and in every trace by the hundred, have in their field; {@link #NEW} for those that it does not have. */
    private int[] phraseNumbers = {};

    private CommonPhrases common = CommonPhrases.none();

    /** Adds a document with the terms. */
    void add(TextTerms terms) {
        for (int i = 0; i < terms.asciiGrams(); i++) {
            grams.add(terms.asciiGram(i));
        }
        for (int i = 0; i < terms.otherGrams(); i++) {
            terms.otherGram(i, term);
            grams.add(term);
        }
        for (int i = 0; i < terms.joints(); i++) {
            joints.add(terms.joint(i));
        }
        for (int i = 0; i < terms.words(); i++) {
            words.add(terms.word(i));
        }
        addPhrases(terms);
        grams.endDocument();
        joints.endDocument();
        words.endDocument();
        phrases.endDocument();
    }

    private void addPhrases(TextTerms terms) {
        if (terms.common() != common) {
            common = terms.common();
            phraseNumbers = new int[common.size()];
            Arrays.fill(phraseNumbers, NEW);
        }
        for (int i = 0; i < terms.phrases(); i++) {
            int phrase = terms.phrase(i);
            phraseNumbers[phrase] = phraseNumbers[phrase] == NEW
                    ? phrases.add(common.term(phrase))
                    : phrases.addKnown(phraseNumbers[phrase]);
        }
    }

    /** Bytes of memory that the terms take, roughly, and while they are read. */
    long bytes() {
        return grams.bytes() + joints.bytes() + words.bytes() + phrases.bytes();
    }

    /**
     * The terms by field, to be asked for once.
     *
     * @param order the numbers of all documents, in the order in which they are numbered anew
     */
    Map<String, InvertedTerms> terms(int[] order) {
        return Map.of(
                IndexField.TEXT_GRAMS, grams.terms(order),
                IndexField.TEXT_JOINTS, joints.terms(order),
                IndexField.TEXT_WORDS, words.terms(order),
                IndexField.TEXT_PHRASES, phrases.terms(order));
    }
}
