package dev.trawl.query.regex;

import dev.trawl.query.regex.CodePointSet.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits ranges of code points into ranges of bytes, position by position: {@code U+0080 to U+07FF} is {@code C2 to DF}
 * and then {@code 80 to BF}. Halves of characters are three bytes (WTF-8).
 */
final class Utf8Ranges {
    /** Bytes behind the first one of a character. */
    static final int FIRST_TRAILING = 0x80;

    static final int LAST_TRAILING = 0xBF;

    private static final int[] LAST_OF_LENGTH = {0x7F, 0x7FF, 0xFFFF, Character.MAX_CODE_POINT};

    private final List<List<Range>> sequences = new ArrayList<>();

    private Utf8Ranges() {}

    /** Sequences of one to four ranges of bytes, which together spell exactly the set. */
    static List<List<Range>> of(CodePointSet set) {
        var ranges = new Utf8Ranges();
        for (var range : set.ranges()) {
            ranges.splitByLength(range.first(), range.last());
        }
        return ranges.sequences;
    }

    private void splitByLength(int first, int last) {
        int from = first;
        for (int length = 1; length <= LAST_OF_LENGTH.length && from <= last; length++) {
            int to = Math.min(last, LAST_OF_LENGTH[length - 1]);
            if (from <= to) {
                split(from, to, length);
                from = to + 1;
            }
        }
    }

    /** Halves the range until all but one byte are the same, or run through all their values. */
    private void split(int first, int last, int length) {
        for (int lower = 1; lower < length; lower++) {
            int mask = (1 << (6 * lower)) - 1;
            if ((first & ~mask) != (last & ~mask)) {
                if ((first & mask) != 0) {
                    split(first, first | mask, length);
                    split((first | mask) + 1, last, length);
                    return;
                }
                if ((last & mask) != mask) {
                    split(first, (last & ~mask) - 1, length);
                    split(last & ~mask, last, length);
                    return;
                }
            }
        }
        var bytes = new ArrayList<Range>();
        for (int position = 0; position < length; position++) {
            bytes.add(new Range(encoded(first, position, length), encoded(last, position, length)));
        }
        sequences.add(bytes);
    }

    private static int encoded(int codePoint, int position, int length) {
        int bits = codePoint >>> (6 * (length - 1 - position));
        if (position > 0) {
            return 0x80 | (bits & 0x3F);
        }
        return length == 1 ? bits : (0xF00 >>> length & 0xFF) | bits;
    }
}
