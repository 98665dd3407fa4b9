package dev.trawl.query;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A text of a request that means nothing; carries every problem found, in order of place. */
public final class FilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final transient List<Problem> problems;
    private final RequestPart part;
    private final int index;

    /**
     * Complains about a text, which is the filter if nobody knows better.
     *
     * @param text as it was given
     * @param problems at least one
     */
    public FilterException(String text, List<Problem> problems) {
        this(text, problems, RequestPart.FILTER, 0);
    }

    private FilterException(String text, List<Problem> problems, RequestPart part, int index) {
        super(problems.getFirst().message());
        this.part = part;
        this.index = index;
        this.text = text;
        this.problems = problems.stream()
                .sorted(Comparator.comparingInt(Problem::start))
                .toList();
    }

    /** The same about a part of a request. */
    FilterException of(RequestPart newPart, int newIndex) {
        return new FilterException(text, problems, newPart, newIndex);
    }

    public String text() {
        return text;
    }

    /** What the text is in the request. */
    public RequestPart part() {
        return part;
    }

    /** Which of the texts of that part it is, from 0. */
    public int index() {
        return index;
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
