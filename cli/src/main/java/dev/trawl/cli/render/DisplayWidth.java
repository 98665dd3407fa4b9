package dev.trawl.cli.render;

/**
 * How many columns of a terminal a text takes: two for the letters of East Asia and for emoji, none for marks that
 * combine with the letter before and for invisible characters. An approximation of Unicode's annex 11 that needs no
 * table; terminals themselves disagree at the edges.
 */
final class DisplayWidth {
    private static final int FIRST_WIDE = 0x1100;

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
            default -> point >= FIRST_WIDE && isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        if (Character.isEmojiPresentation(point)) {
            return point < FIRST_OF_FLAG || point > LAST_OF_FLAG;
        }
        boolean halfWidth = point >= 0xff61 && point <= 0xffdc;
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> !halfWidth;
            default -> (point >= 0x3000 && point <= 0x303e) || (point >= 0xff01 && point <= 0xff60);
        };
    }
}
