package dev.trawl.query.text;

import dev.trawl.trace.Wtf8;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;
import org.apache.lucene.util.BytesRefIterator;
import org.jspecify.annotations.Nullable;

/**
 * Collects the terms by which the texts of one trace are found: {@link Grams}, {@link Joints} and {@link Words}, each once.
 * Nothing reaches from one text into the next. Not thread-safe.
 */
public final class TextTerms {
    private final LongSet grams = new LongSet();
    private final LongSet joints = new LongSet();
    private final BytesRefHash words = new BytesRefHash();
    private final BytesRef word = new BytesRef(Words.LONGEST);
    private boolean hasLongWords;
    private int[] folded = new int[1 << 12];

    public void add(String text) {
        if (folded.length < text.length()) {
            folded = new int[Math.max(text.length(), 2 * folded.length)];
        }
        int length = fold(text);
        Grams.collect(folded, length, grams);
        Joints.collect(folded, length, false, joint -> joints.add(joint & 0xFFFFFFFFL));
        words(text);
    }

    private int fold(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c < 0x80) {
                folded[length++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                folded[length++] = CaseFolding.fold(codePoint);
                i += Character.charCount(codePoint);
            }
        }
        return length;
    }

    private void words(String text) {
        int length = text.length();
        int start = 0;
        for (int i = 0; i < length; ) {
            int codePoint = text.codePointAt(i);
            if (!Words.isLetter(codePoint)) {
                word(text, start, i);
                start = i + Character.charCount(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        word(text, start, length);
    }

    private void word(String text, int from, int to) {
        if (from == to) {
            return;
        }
        if (to - from > Words.LONGEST && text.codePointCount(from, to) > Words.LONGEST) {
            hasLongWords = true;
        } else if (isAscii(text, from, to)) {
            for (int i = from; i < to; i++) {
                word.bytes[i - from] = (byte) text.charAt(i);
            }
            word.length = to - from;
            words.add(word);
        } else {
            words.add(new BytesRef(Wtf8.encode(text.substring(from, to))));
        }
    }

    private static boolean isAscii(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The terms of the grams, ascending; each is valid until the next one. */
    public BytesRefIterator grams() {
        long[] sorted = grams.sorted();
        var term = new BytesRef(Grams.MOST_BYTES);
        return new Walk(sorted.length) {
            @Override
            BytesRef term(int number) {
                Grams.spell(sorted[number], term);
                return term;
            }
        };
    }

    /** The terms of the joints, ascending. */
    public BytesRefIterator joints() {
        long[] sorted = joints.sorted();
        return new Walk(sorted.length) {
            @Override
            BytesRef term(int number) {
                return Joints.term((int) sorted[number]);
            }
        };
    }

    /** The words, in no order; each is valid until the next one. */
    public BytesRefIterator words() {
        var term = new BytesRef();
        return new Walk(words.size()) {
            @Override
            BytesRef term(int number) {
                return words.get(number, term);
            }
        };
    }

    /** Whether there was a run of letters too long to be a word. */
    public boolean hasLongWords() {
        return hasLongWords;
    }

    private abstract static class Walk implements BytesRefIterator {
        private final int size;
        private int next;

        Walk(int size) {
            this.size = size;
        }

        abstract BytesRef term(int number);

        @Override
        public final @Nullable BytesRef next() {
            return next < size ? term(next++) : null;
        }
    }
}
