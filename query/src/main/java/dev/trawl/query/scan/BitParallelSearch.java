package dev.trawl.query.scan;

import dev.trawl.query.bind.LikePattern.Part;
import dev.trawl.query.bind.LikePattern.Text;
import dev.trawl.trace.Utf8Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a piece with {@code _} in it; each code point of the text costs a 64th of the piece's length.
 *
 * <p>This is Shift-And (Baeza-Yates and Gonnet, A new approach to text searching, 1992): bit i of the state says that the
 * first i + 1 places of the piece stand just before the current place of the text. Immutable.
 */
final class BitParallelSearch implements PieceSearch {
    private final Map<Integer, Places> letters = new HashMap<>();
    private final Places nowhere = new Places();

    /** Places of {@code _}, which any code point fits. */
    private final long[] wildcards;

    private final int length;

    /** Where a letter stands in the piece: only the words of the state that have a bit for it, in ascending order. */
    private static final class Places {
        private int[] words = new int[1];
        private long[] bits = new long[1];
        private int count;

        void add(int place) {
            if (count == 0 || words[count - 1] != place >> 6) {
                if (count == words.length) {
                    words = Arrays.copyOf(words, 2 * count);
                    bits = Arrays.copyOf(bits, 2 * count);
                }
                words[count++] = place >> 6;
            }
            bits[count - 1] |= 1L << place;
        }
    }

    BitParallelSearch(List<Part> parts) {
        length = PieceSearch.length(parts);
        wildcards = new long[(length + 63) >> 6];
        int place = 0;
        for (var part : parts) {
            if (part instanceof Text text) {
                for (int letter : text.text().codePoints().toArray()) {
                    letters.computeIfAbsent(letter, key -> new Places()).add(place++);
                }
            } else {
                wildcards[place >> 6] |= 1L << place;
                place++;
            }
        }
    }

    @Override
    public int end(Utf8Text text, int offset) {
        if (text.to() - offset < length) {
            return -1;
        }
        var state = new long[wildcards.length];
        long found = 1L << (length - 1);
        for (int at = offset; at < text.to(); ) {
            int letter = text.codePointAt(at);
            at += text.characterLength(at);
            advance(state, letters.getOrDefault(letter, nowhere));
            if ((state[state.length - 1] & found) != 0) {
                return at;
            }
        }
        return -1;
    }

    private void advance(long[] state, Places places) {
        long carry = 1;
        int next = 0;
        for (int i = 0; i < state.length; i++) {
            long fitting = wildcards[i];
            if (next < places.count && places.words[next] == i) {
                fitting |= places.bits[next++];
            }
            long shifted = state[i] << 1 | carry;
            carry = state[i] >>> 63;
            state[i] = shifted & fitting;
        }
    }
}
