package dev.trawl.query.bind;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a regular expression is with its repetitions written out: {@code (ab{3}){10}} has 50 pieces and more. RE2/J
 * writes them out and needs time for each piece at each character of a text, and it checks no repetition inside another
 * one (RE2/J 1.8), so that a few characters would fill the memory.
 */
final class PatternSize {
    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?}");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]*\\)");

    /** A group that is still open. */
    private static final class Group {
        private double size;
        /** What a repetition would repeat. */
        private double last;

        void add(double piece) {
            size += piece;
            last = piece;
        }

        void repeat(double times) {
            size += last * (times - 1);
            last *= times;
        }
    }

    private PatternSize() {}

    /** Pieces of the pattern, about; for an invalid one any number. */
    static double of(String pattern) {
        Deque<Group> open = new ArrayDeque<>();
        open.push(new Group());
        var repetition = REPETITION.matcher(pattern);
        var flags = FLAGS.matcher(pattern);
        for (int at = 0; at < pattern.length(); ) {
            char c = pattern.charAt(at);
            if (c == '{' && repetition.region(at, pattern.length()).lookingAt()) {
                open.element().repeat(times(repetition.group(1), repetition.group(2)));
                at = repetition.end();
            } else if (c == '(' && flags.region(at, pattern.length()).lookingAt()) {
                at = flags.end();
            } else {
                at = piece(pattern, at, open);
            }
        }
        return open.stream().mapToDouble(group -> group.size).sum();
    }

    /** Reads anything but repetitions and flags; the offset behind it. */
    private static int piece(String pattern, int at, Deque<Group> open) {
        char c = pattern.charAt(at);
        if (c == '\\' && pattern.startsWith("\\Q", at)) {
            int end = pattern.indexOf("\\E", at);
            int behind = end < 0 ? pattern.length() : end + 2;
            open.element().add(behind - at);
            return behind;
        }
        if (c == '[') {
            open.element().add(1);
            return behindClass(pattern, at);
        }
        if (c == '(') {
            open.push(new Group());
        } else if (c == ')' && open.size() > 1) {
            var closed = open.pop();
            open.element().add(closed.size + 2);
        } else {
            open.element().add(1);
        }
        return at + (c == '\\' ? 2 : 1);
    }

    /** The offset behind the class in brackets that begins at an offset. */
    private static int behindClass(String pattern, int start) {
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

    private static double times(String least, @Nullable String most) {
        double low = Double.parseDouble(least);
        return Math.max(1, most == null || most.isEmpty() ? low + 1 : Math.max(low, Double.parseDouble(most)));
    }
}
