package dev.trawl.query.regex;

/** A place in a pattern, moving on. Asking beyond the end answers {@link #END}. Not thread-safe. */
final class PatternCursor {
    /** No code point. */
    static final int END = -1;

    private final String pattern;
    private int at;

    PatternCursor(String pattern) {
        this.pattern = pattern;
    }

    boolean more() {
        return at < pattern.length();
    }

    int peek() {
        return more() ? pattern.codePointAt(at) : END;
    }

    int next() {
        int codePoint = peek();
        at += codePoint == END ? 0 : Character.charCount(codePoint);
        return codePoint;
    }

    /** Moves behind the text if it stands here. */
    boolean skip(String text) {
        boolean here = startsWith(text);
        at += here ? text.length() : 0;
        return here;
    }

    boolean startsWith(String text) {
        return pattern.startsWith(text, at);
    }

    /** Everything up to the terminator, moving behind it; up to the end if there is none. */
    String until(String terminator) {
        int end = pattern.indexOf(terminator, at);
        var text = pattern.substring(at, end < 0 ? pattern.length() : end);
        at = end < 0 ? pattern.length() : end + terminator.length();
        return text;
    }

    int position() {
        return at;
    }

    void rewindTo(int position) {
        at = position;
    }

    void end() {
        at = pattern.length();
    }
}
