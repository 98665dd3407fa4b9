package dev.trawl.cli.render;

/**
 * How many columns of a terminal a text takes: two for the letters of East Asia and for emoji, none for marks that
 * combine with the letter before and for invisible characters. Wide is what Unicode's annex 11 calls wide or full-width
 * (EastAsianWidth.txt of Unicode 15, that of Java 21), in blocks; what it calls ambiguous is narrow. The vowels and finals of
 * a Hangul syllable take no columns: its first letter takes two, as in wcwidth. Terminals themselves disagree at the edges.
 */
final class DisplayWidth {
    private static final int FIRST_WIDE = 0x1100;

    /** First and last of the blocks that are wide, besides emoji. */
    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x2329, 0x232a},
        {0x2e80, 0x303e},
        {0x3041, 0x3247},
        {0x3250, 0x4dbf},
        {0x4e00, 0xa4c6},
        {0xa960, 0xa97c},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe10, 0xfe19},
        {0xfe30, 0xfe6b},
        {0xff01, 0xff60},
        {0xffe0, 0xffe6},
        {0x16fe0, 0x18d08},
        {0x1aff0, 0x1b2fb},
        {0x1f200, 0x1f265},
        {0x20000, 0x3fffd},
    };

    /** First and last of the vowels and finals of Hangul. */
    private static final int[][] INSIDE_SYLLABLE = {{0x1160, 0x11ff}, {0xd7b0, 0xd7fb}};

    /** Letters of flags, of which two make one sign. */
    private static final int FIRST_OF_FLAG = 0x1f1e6;

    private static final int LAST_OF_FLAG = 0x1f1ff;

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /**
     * Where a text has to end to take so many columns at most: a UTF-16 offset, before a letter and its marks.
     *
     * @param columns at least 0
     */
    static int fitting(String text, int columns) {
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            used += of(point);
            if (used > columns) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private static int of(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> point < FIRST_WIDE ? 1 : isIn(INSIDE_SYLLABLE, point) ? 0 : isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        if (Character.isEmojiPresentation(point)) {
            return point < FIRST_OF_FLAG || point > LAST_OF_FLAG;
        }
        return isIn(WIDE, point);
    }

    private static boolean isIn(int[][] ranges, int point) {
        for (var range : ranges) {
            if (point <= range[1]) {
                return point >= range[0];
            }
        }
        return false;
    }
}
