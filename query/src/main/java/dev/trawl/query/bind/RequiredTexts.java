package dev.trawl.query.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts that every match of a regular expression contains, read off its top level: runs of plain characters outside of
 * groups, classes, alternatives and repetitions. Sound and far from complete: whatever is not plainly literal ends a run.
 */
final class RequiredTexts {
    private static final String CLASSES_AND_PLACES = "dDsSwWbBAz";
    private static final String CASE_BLIND = "(?i)";
    private static final Pattern REPETITION = Pattern.compile("\\{[0-9]+(?:,[0-9]*)?}");

    private final String pattern;
    private final List<String> texts = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private int at;

    private RequiredTexts(String pattern) {
        this.pattern = pattern;
    }

    static List<String> of(String pattern) {
        return new RequiredTexts(pattern).read();
    }

    private List<String> read() {
        while (at < pattern.length()) {
            if (!step()) {
                return List.of();
            }
        }
        endRun();
        return texts;
    }

    /** Reads one piece of the pattern; false where nothing is known to be required. */
    private boolean step() {
        int codePoint = pattern.codePointAt(at);
        switch (codePoint) {
            case '|' -> {
                return false;
            }
            case '*', '?' -> {
                dropLast();
                endRun();
                at++;
            }
            case '{' -> {
                return repetition();
            }
            case '\\' -> {
                return escape();
            }
            case '[' -> {
                endRun();
                skipClass();
            }
            case '(' -> {
                endRun();
                return skipGroup();
            }
            case '+', '.', '^', '$', ')' -> {
                endRun();
                at++;
            }
            default -> {
                run.appendCodePoint(codePoint);
                at += Character.charCount(codePoint);
            }
        }
        return true;
    }

    private void endRun() {
        if (!run.isEmpty()) {
            texts.add(run.toString());
            run.setLength(0);
        }
    }

    /** The character before a repetition that may be empty is not required. */
    private void dropLast() {
        if (!run.isEmpty()) {
            run.setLength(run.offsetByCodePoints(run.length(), -1));
        }
    }

    /** {@code {2,5}} may be none; a brace that repeats nothing is a plain character, and rare enough to give up. */
    private boolean repetition() {
        var matcher = REPETITION.matcher(pattern).region(at, pattern.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        dropLast();
        endRun();
        at = matcher.end();
        return true;
    }

    /** An escaped punctuation is itself; an escaped letter is a class or a place, or something longer: that ends it. */
    private boolean escape() {
        if (at + 1 == pattern.length()) {
            return false;
        }
        int codePoint = pattern.codePointAt(at + 1);
        if (CLASSES_AND_PLACES.indexOf(codePoint) >= 0) {
            endRun();
        } else if (Character.isLetterOrDigit(codePoint)) {
            return false;
        } else {
            run.appendCodePoint(codePoint);
        }
        at += 1 + Character.charCount(codePoint);
        return true;
    }

    private void skipClass() {
        at = behindClass(pattern, at);
    }

    /** The offset behind the class in brackets that begins at an offset. */
    static int behindClass(String pattern, int start) {
        int i = start + 1;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        if (i < pattern.length() && pattern.charAt(i) == ']') {
            i++;
        }
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            if (pattern.startsWith("[:", i)) {
                int close = pattern.indexOf(":]", i);
                i = close < 0 ? pattern.length() : close + 2;
            } else {
                i += pattern.charAt(i) == '\\' ? 2 : 1;
            }
        }
        return i + 1;
    }

    /**
     * Flags and named groups are given up, but for the one flag that does not matter to folded grams; though a repetition
     * behind it would repeat what stands before it.
     */
    private boolean skipGroup() {
        if (pattern.startsWith(CASE_BLIND, at)) {
            at += CASE_BLIND.length();
            return at == pattern.length() || "*+?{".indexOf(pattern.charAt(at)) < 0;
        }
        if (pattern.startsWith("(?", at)) {
            return false;
        }
        int depth = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '\\') {
                if (pattern.startsWith("\\Q", at)) {
                    return false;
                }
                at += 2;
            } else if (c == '[') {
                skipClass();
            } else {
                at++;
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0) {
                    return true;
                }
            }
        }
        return true;
    }
}
