package dev.trawl.query.parse;

/** White space between the pieces of a filter: Unicode's, and U+0085, which is some for Python's {@code \s} and so for a server. */
public final class WhiteSpace {
    private static final int NEXT_LINE = 0x85;

    private WhiteSpace() {}

    static boolean is(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == NEXT_LINE;
    }

    /** Whether nothing else stands in the text. */
    public static boolean isAll(String text) {
        return text.codePoints().allMatch(WhiteSpace::is);
    }
}
