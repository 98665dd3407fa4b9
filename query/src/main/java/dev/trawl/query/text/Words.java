package dev.trawl.query.text;

/**
 * The words of a text: its runs of letters and the marks on them, as they are written. A text contains a needle that is
 * nothing but letters exactly if one of its words contains it.
 */
public final class Words {
    /** Code points of the longest run that is a word. Only what no person writes is longer. */
    public static final int LONGEST = 64;

    /** By byte, as a number from 0 to 255: whether it may belong to a letter, a mark or a digit. */
    private static final boolean[] WITHIN = new boolean[0x100];

    static {
        for (int b = 0; b < WITHIN.length; b++) {
            WITHIN[b] = b >= 0x80 || Joints.isWordPart(CaseFolding.fold(b));
        }
    }

    private Words() {}

    /** Letters and marks; folding ({@link CaseFolding}) makes none of anything else, and nothing else of one. */
    static boolean isLetter(int codePoint) {
        return codePoint < 0x80
                ? (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z')
                : Character.isLetter(codePoint) || isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Whether it is of a word as RE2's {@code \b} has them: an ASCII letter, a digit or an underscore. */
    public static boolean isOfAsciiWord(int codePoint) {
        return (codePoint >= 'a' && codePoint <= 'z')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= '0' && codePoint <= '9')
                || codePoint == '_';
    }

    /** Whether the needle can only stand inside of a word. */
    public static boolean standsInsideWords(String needle) {
        return !needle.isEmpty()
                && needle.codePointCount(0, needle.length()) <= LONGEST
                && needle.codePoints().allMatch(Words::isLetter);
    }

    /** Whether the byte may belong to a letter, a mark or a digit; for ASCII, whether it does. */
    public static boolean mayBeWithin(byte b) {
        return WITHIN[b & 0xFF];
    }
}
