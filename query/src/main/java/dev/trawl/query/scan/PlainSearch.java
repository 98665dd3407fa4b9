package dev.trawl.query.scan;

import dev.trawl.trace.Utf8Text;

/**
 * Finds a long plain text, looking at each byte of the other text once (Knuth, Morris and Pratt, Fast pattern matching
 * in strings, 1977). Immutable.
 */
final class PlainSearch implements PieceSearch {
    /** Its bytes, one char each. */
    private final String piece;

    /** For n first bytes of the piece, the length of the longest shorter beginning that they also end with (Knuth, Morris, Pratt). */
    private final int[] borders;

    PlainSearch(String text) {
        piece = Utf8Text.of(text).chars();
        borders = new int[piece.length() + 1];
        int matched = 0;
        for (int i = 1; i < piece.length(); i++) {
            matched = matchedWith(piece.charAt(i), matched);
            borders[i + 1] = matched;
        }
    }

    @Override
    public int end(Utf8Text text, int offset) {
        int matched = 0;
        for (int at = offset; at < text.to(); at++) {
            matched = matchedWith(text.chars().charAt(at), matched);
            if (matched == piece.length()) {
                return at + 1;
            }
        }
        return -1;
    }

    /** How many first bytes of the piece match up to and with the next byte, if so many did before it. */
    private int matchedWith(char next, int before) {
        int matched = before;
        while (matched > 0 && piece.charAt(matched) != next) {
            matched = borders[matched];
        }
        return piece.charAt(matched) == next ? matched + 1 : matched;
    }
}
