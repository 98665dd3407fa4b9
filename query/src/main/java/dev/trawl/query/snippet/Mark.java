package dev.trawl.query.snippet;

/**
 * A place in a text where something matches.
 *
 * @param start UTF-16 offset
 * @param end exclusive, behind the start
 */
public record Mark(int start, int end) implements Comparable<Mark> {
    public Mark {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("no place: " + start + ".." + end);
        }
    }

    Mark moved(int by) {
        return new Mark(start + by, end + by);
    }

    @Override
    public int compareTo(Mark other) {
        return start != other.start ? Integer.compare(start, other.start) : Integer.compare(end, other.end);
    }
}
