package dev.trawl.cli.search;

import dev.trawl.query.FilterException;

/**
 * A text that a command was given, or a piece of one.
 *
 * @param name what it was given to: an option as it is typed, {@code --columns}, or {@code filter}
 * @param whole all that was given there
 * @param start where in it the text begins, as a UTF-16 offset
 * @param end where it ends, exclusive
 */
public record GivenText(String name, String whole, int start, int end) {
    /** All that was given somewhere. */
    public static GivenText of(String name, String whole) {
        return new GivenText(name, whole, 0, whole.length());
    }

    /** A piece of it without the white space around, by its place in the whole. */
    public GivenText piece(int from, int to) {
        int first = to - whole.substring(from, to).stripLeading().length();
        return new GivenText(
                name,
                whole,
                first,
                first + whole.substring(first, to).stripTrailing().length());
    }

    public String text() {
        return whole.substring(start, end);
    }

    /** What is wrong with the text, by its place in the whole. */
    public FilterException inWhole(FilterException wrong) {
        return new FilterException(
                whole,
                wrong.problems().stream().map(problem -> problem.movedBy(start)).toList());
    }
}
