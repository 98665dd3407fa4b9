package dev.trawl.query.text;

import dev.trawl.trace.Utf8Text;

/**
 * Reads one text and adds its terms to those of others, code point by code point, the last three of which are kept packed:
 * they are the gram that ends there, and what a joint needs of a word's end, of a gap and of a word's beginning ({@link RunReading}). Most of a
 * text are stretches of ASCII of one kind; in them nothing but grams ends, so that all else is worked out once for a stretch.
 */
final class TextReading {
    private static final int OTHER = 0;
    private static final int DIGIT = 1;
    private static final int LETTER = 2;

    /** No gram. */
    private static final int NONE = -1;

    private static final byte[] ASCII_FOLDED = new byte[0x80];
    private static final byte[] ASCII_KINDS = new byte[0x80];

    static {
        for (int c = 0; c < 0x80; c++) {
            ASCII_FOLDED[c] = (byte) CaseFolding.fold(c);
            ASCII_KINDS[c] = (byte) kind(c);
        }
    }

    private final AsciiGramSet asciiGrams;
    private final RecentInts followedGrams;
    private final LongSet otherGrams;
    private final RecentInts joints;
    private final WordSet words;
    private final RunReading runs;
    private final Utf8Text text;
    private boolean hasLongWords;

    /** The last three code points, folded, and as they are in a gram with a digit. */
    private long last;

    private long written;

    /** The ranks of the last three, folded, as far as they are ASCII. */
    private int ranks;

    /** Code points passed. */
    private int passed;

    /** The kind of the last code point. */
    private int kind = OTHER;

    /** Where the bytes of the word begin in which this place is, and how many code points it has so far. */
    private int wordFrom;

    private int wordLength;

    /** What stands before the number in which this place is, and its digits so far; how many more of them count. */
    private long number;

    private int digitsToCome;

    /** The gram at the end of the text, if it is of ASCII with a digit. */
    private int gramAtEnd = NONE;

    /**
     * A reading of a text, or of a part of one, that adds what it finds to these.
     *
     * @param common the phrases that are looked for
     */
    TextReading(
            Utf8Text text,
            AsciiGramSet asciiGrams,
            RecentInts followedGrams,
            LongSet otherGrams,
            RecentInts joints,
            WordSet words,
            CommonPhrases common,
            RecentInts phrases) {
        this.text = text;
        this.asciiGrams = asciiGrams;
        this.followedGrams = followedGrams;
        this.otherGrams = otherGrams;
        this.joints = joints;
        this.words = words;
        this.runs = new RunReading(text, joints, common, phrases);
    }

    /** Reads it; whether it is the whole text is told by {@link #endText}. */
    void read() {
        byte[] bytes = text.bytes();
        int to = text.to();
        for (int i = text.from(); i < to; ) {
            if (bytes[i] >= 0 && isAmongAscii()) {
                i = passStretch(bytes, i, to);
            } else {
                pass(text.codePointAt(i), bytes, i);
                i += text.characterLength(i);
            }
        }
        change(OTHER, bytes, to);
    }

    /** Adds what only the end of a text has: grams that begin with its last letters. */
    void endText() {
        if (gramAtEnd != NONE) {
            followedGrams.add(Grams.followed(gramAtEnd, Grams.NO_FOLLOWER));
        }
        long end = placesNearDigit() > 0 ? written : last;
        if (passed >= 2) {
            otherGrams.add(Grams.atEnd(end, 2));
        }
        if (passed >= 1) {
            otherGrams.add(Grams.atEnd(last, 1));
        }
    }

    /** Whether there was a run of letters too long to be a word. */
    boolean hasLongWords() {
        return hasLongWords;
    }

    /** Whether a gram that ends at an ASCII letter here is of ASCII letters. */
    private boolean isAmongAscii() {
        return passed >= 2 && Grams.isAscii(Grams.lastOf(written, 2));
    }

    /** Passes ASCII of the same kind; where that ends. There must be one at least. */
    private int passStretch(byte[] bytes, int from, int limit) {
        int stretchKind = ASCII_KINDS[bytes[from]];
        if (stretchKind != kind) {
            change(stretchKind, bytes, from);
        }
        int to = addGramsWithDigit(bytes, from, limit);
        int ending = ranks;
        while (to < limit && bytes[to] >= 0 && ASCII_KINDS[bytes[to]] == stretchKind) {
            ending = AsciiGramSet.shiftedFolded(ending, bytes[to]);
            asciiGrams.add(ending);
            to++;
        }
        ranks = ending;
        int length = to - from;
        passed += length;
        int packed = from;
        if (stretchKind == DIGIT) {
            for (int i = from; i < to && digitsToCome > 0; i++) {
                digit(bytes[i]);
            }
        }
        if (stretchKind != OTHER) {
            wordLength += length;
            int toEdge = runs.toEdge();
            if (toEdge > 0 && toEdge <= length) {
                packed = from + toEdge;
                shift(bytes, from, packed);
                runs.join(Joints.EDGE, last);
            }
            runs.pass(length);
        }
        shift(bytes, Math.max(packed, to - 3), to);
        return to;
    }

    /** How many of the next grams have one of the last code points that is a digit. */
    private int placesNearDigit() {
        return Grams.isDigit((int) Grams.lastOf(written, 1))
                ? 2
                : Grams.isDigit((int) (Grams.lastOf(written, 2) >>> 21)) ? 1 : 0;
    }

    /** Adds the grams with a digit that end at ASCII of this kind; where they end. */
    private int addGramsWithDigit(byte[] bytes, int from, int limit) {
        int end = kind == DIGIT ? limit : Math.min(limit, from + placesNearDigit());
        int to = from;
        int gram = to < end ? Grams.ascii(written) : 0;
        while (to < end && bytes[to] >= 0 && ASCII_KINDS[bytes[to]] == kind) {
            gram = Grams.shiftedAscii(gram, bytes[to]);
            ranks = AsciiGramSet.shiftedFolded(ranks, bytes[to]);
            to++;
            addFollowed(gram, to);
        }
        return to;
    }

    /** Adds a gram with a digit, of ASCII, that ends here. */
    private void addFollowed(int gram, int end) {
        if (end == text.to()) {
            gramAtEnd = gram;
        } else {
            followedGrams.add(Grams.followed(gram, Grams.follower(text.codePointAt(end))));
        }
    }

    /** Packs ASCII letters behind the last code points. */
    private void shift(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            last = Grams.shifted(last, ASCII_FOLDED[bytes[i]]);
            written = Grams.shifted(written, bytes[i]);
        }
    }

    private void pass(int codePoint, byte[] bytes, int at) {
        int folded = CaseFolding.fold(codePoint);
        int newKind = kind(codePoint);
        if (newKind != kind) {
            change(newKind, bytes, at);
        }
        boolean hasDigit = Grams.isDigit(codePoint) || placesNearDigit() > 0;
        last = Grams.shifted(last, folded);
        written = Grams.shifted(written, Grams.written(codePoint, folded));
        ranks = AsciiGramSet.shiftedFolded(ranks, folded & 0x7F);
        passed++;
        if (passed >= 3) {
            if (hasDigit && Grams.isAscii(written)) {
                addFollowed(Grams.ascii(written), at + 1);
            } else {
                add(hasDigit ? written : last);
            }
        }
        if (newKind == DIGIT && digitsToCome > 0) {
            digit(folded);
        }
        if (newKind != OTHER) {
            wordLength++;
            if (runs.toEdge() == 1) {
                runs.join(Joints.EDGE, last);
            }
            runs.pass(1);
        }
    }

    private void add(long gram) {
        if (Grams.isAscii(gram)) {
            asciiGrams.add(AsciiGramSet.ranks(gram));
        } else {
            otherGrams.add(gram);
        }
    }

    /** Ends or begins words and runs where one kind of code points follows another. */
    private void change(int newKind, byte[] bytes, int at) {
        if (kind == LETTER) {
            endWord(bytes, at);
        }
        if (newKind == LETTER) {
            wordFrom = at;
            wordLength = 0;
        }
        digitsToCome = 0;
        if (newKind == DIGIT && kind == OTHER && passed > 0) {
            number = Grams.lastOf(last, 1);
            digitsToCome = Joints.MOST_DIGITS;
        }
        if (newKind == OTHER && kind != OTHER) {
            runs.end(passed, last, kind == LETTER);
        } else if (kind == OTHER) {
            runs.begin(at, passed, last, newKind == LETTER);
        }
        kind = newKind;
    }

    private void digit(int digit) {
        number = Joints.withDigit(number, digit);
        digitsToCome--;
        if (digitsToCome <= Joints.MOST_DIGITS - Joints.FEWEST_DIGITS) {
            joints.add(Joints.number(number));
        }
    }

    private void endWord(byte[] bytes, int at) {
        if (wordLength > Words.LONGEST) {
            hasLongWords = true;
        } else {
            words.add(bytes, wordFrom, at);
        }
    }

    /** Folding changes no kind. */
    private static int kind(int codePoint) {
        if (Words.isLetter(codePoint)) {
            return LETTER;
        }
        return Character.isDigit(codePoint) ? DIGIT : OTHER;
    }
}
