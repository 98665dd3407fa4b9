package dev.trawl.query;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A filter, an order or a page token that means nothing; carries every problem found, in order of place. */
public final class FilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final transient List<Problem> problems;

    /**
     * Complains about a text.
     *
     * @param text the filter, order or token as it was given
     * @param problems at least one
     */
    public FilterException(String text, List<Problem> problems) {
        super(problems.getFirst().message());
        this.text = text;
        this.problems = problems.stream()
                .sorted(Comparator.comparingInt(Problem::start))
                .toList();
    }

    public String text() {
        return text;
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param start where it begins in the text, as a UTF-16 offset
     * @param end where it ends, exclusive
     * @param message what is wrong
     * @param hint what would work
     */
    public record Problem(int start, int end, String message, Optional<String> hint) {
        public Problem {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("no range: " + start + ".." + end);
            }
        }

        /** The same in a text in which so much stands before. */
        public Problem movedBy(int offset) {
            return new Problem(start + offset, end + offset, message, hint);
        }

        public Problem(int start, int end, String message) {
            this(start, end, message, Optional.empty());
        }
    }
}
