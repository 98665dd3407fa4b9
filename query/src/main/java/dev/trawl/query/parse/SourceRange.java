package dev.trawl.query.parse;

/**
 * A half-open range of UTF-16 offsets in the text of a filter.
 *
 * @param start of the first character
 * @param end after the last character
 */
public record SourceRange(int start, int end) {
    public SourceRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no range: " + start + ".." + end);
        }
    }

    /** From the start of this range to the end of another. */
    SourceRange to(SourceRange other) {
        return new SourceRange(start, other.end);
    }
}
