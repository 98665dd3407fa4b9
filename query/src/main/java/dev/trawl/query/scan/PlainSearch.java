package dev.trawl.query.scan;

/**
 * Finds a long plain text, looking at each character of the other text once (Knuth, Morris and Pratt, Fast pattern matching
 * in strings, 1977). Immutable.
 */
final class PlainSearch implements PieceSearch {
    private final String piece;

    /** For each number of the piece's first characters, with how many of them they also end, all of them aside. */
    private final int[] borders;

    PlainSearch(String piece) {
        this.piece = piece;
        borders = new int[piece.length() + 1];
        int matched = 0;
        for (int i = 1; i < piece.length(); i++) {
            matched = matchedWith(piece.charAt(i), matched);
            borders[i + 1] = matched;
        }
    }

    @Override
    public int end(String text, int offset) {
        int matched = 0;
        for (int at = offset; at < text.length(); at++) {
            matched = matchedWith(text.charAt(at), matched);
            if (matched == piece.length()) {
                int end = at + 1;
                if (!LikeMatcher.splitsPair(text, end) && !LikeMatcher.splitsPair(text, end - matched)) {
                    return end;
                }
                matched = borders[matched];
            }
        }
        return -1;
    }

    /** How many of the piece's first characters there are behind one more, if there were so many before it. */
    private int matchedWith(char next, int before) {
        int matched = before;
        while (matched > 0 && piece.charAt(matched) != next) {
            matched = borders[matched];
        }
        return piece.charAt(matched) == next ? matched + 1 : matched;
    }
}
