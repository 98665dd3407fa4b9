package dev.trawl.query.text;

import dev.trawl.trace.Utf8Text;
import org.apache.lucene.util.BytesRef;

/**
 * Collects the terms by which the texts of one trace are found: {@link Grams}, {@link Joints}, {@link Words} and {@link
 * CommonPhrases}, in no order, some of them more than once. Nothing reaches from one text into the next. Made to be emptied and filled again: a new one costs more
 * than the texts of a trace. Not thread-safe.
 */
public final class TextTerms {
    private final AsciiGramSet asciiGrams = new AsciiGramSet();
    private final RecentInts followedGrams = new RecentInts();
    private final LongSet otherGrams = new LongSet();
    private final RecentInts joints = new RecentInts();
    private final WordSet words = new WordSet();
    private final RecentInts phrases = new RecentInts();
    private CommonPhrases common = CommonPhrases.none();
    private boolean hasLongWords;

    /** Adds a text, whose bytes must not change before {@link #clear}. */
    public void add(Utf8Text text) {
        read(text).endText();
    }

    /** Adds a part of a text, which may be cut in the middle of a word: it has that much of it as a word then. */
    public void addPart(Utf8Text part) {
        read(part);
    }

    private TextReading read(Utf8Text text) {
        var reading = new TextReading(text, asciiGrams, followedGrams, otherGrams, joints, words, common, phrases);
        reading.read();
        hasLongWords |= reading.hasLongWords();
        return reading;
    }

    /** Forgets all texts. */
    public void clear() {
        asciiGrams.clear();
        followedGrams.clear();
        otherGrams.clear();
        joints.clear();
        words.clear();
        phrases.clear();
        hasLongWords = false;
    }

    /** Forgets all texts, and looks for these phrases in those to come. */
    public void clear(CommonPhrases toBeFound) {
        clear();
        common = toBeFound;
    }

    /** How many grams are of ASCII. */
    public int asciiGrams() {
        return asciiGrams.size() + followedGrams.size();
    }

    /** One of them, as a number that {@link Grams#spellAscii} spells; in the order of these numbers are the terms, too. */
    public int asciiGram(int number) {
        return number < asciiGrams.size()
                ? Grams.followed(asciiGrams.get(number), Grams.NO_FOLLOWER)
                : followedGrams.get(number - asciiGrams.size());
    }

    /** How many other grams there are. */
    public int otherGrams() {
        return otherGrams.size();
    }

    /** Writes the term of one of them into {@code term}, in place of what it held. */
    public void otherGram(int number, BytesRef term) {
        Grams.spell(otherGrams.get(number), term);
    }

    public int joints() {
        return joints.size();
    }

    /** A joint, as a number that {@link Joints#spell} spells; in the order of these numbers are the terms, too. */
    public int joint(int number) {
        return joints.get(number);
    }

    public int words() {
        return words.size();
    }

    /** A word; valid until {@link #clear}, not to be changed. */
    public BytesRef word(int number) {
        return words.get(number);
    }

    public int phrases() {
        return phrases.size();
    }

    /** A phrase, as its number in {@link #common}. */
    public int phrase(int number) {
        return phrases.get(number);
    }

    /** The phrases that are looked for. */
    public CommonPhrases common() {
        return common;
    }

    /** Whether there was a run of letters too long to be a word. */
    public boolean hasLongWords() {
        return hasLongWords;
    }
}
