package dev.trawl.query.regex;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of code points, surrogates among them.
 *
 * @param ranges ascending, neither overlapping nor touching
 */
record CodePointSet(List<Range> ranges) {
    static final CodePointSet NONE = new CodePointSet(List.of());
    static final CodePointSet ALL = of(0, Character.MAX_CODE_POINT);

    /** From the first code point to the last, both included. */
    record Range(int first, int last) {
        Range {
            if (first < 0 || last < first || last > Character.MAX_CODE_POINT) {
                throw new IllegalArgumentException("no range of code points: " + first + " to " + last);
            }
        }

        int size() {
            return last - first + 1;
        }
    }

    CodePointSet {
        ranges = List.copyOf(ranges);
    }

    static CodePointSet of(int codePoint) {
        return of(codePoint, codePoint);
    }

    static CodePointSet of(int first, int last) {
        return new CodePointSet(List.of(new Range(first, last)));
    }

    /** The code points of these ranges, which may overlap and stand in any order. */
    static CodePointSet ofRanges(Collection<Range> unordered) {
        var sorted = new ArrayList<>(unordered);
        sorted.sort(Comparator.comparingInt(Range::first));
        var joined = new ArrayList<Range>();
        for (var range : sorted) {
            if (!joined.isEmpty() && range.first() <= joined.getLast().last() + 1) {
                var before = joined.removeLast();
                joined.add(new Range(before.first(), Math.max(before.last(), range.last())));
            } else {
                joined.add(range);
            }
        }
        return new CodePointSet(joined);
    }

    CodePointSet with(CodePointSet other) {
        var both = new ArrayList<>(ranges);
        both.addAll(other.ranges);
        return ofRanges(both);
    }

    CodePointSet complement() {
        var gaps = new ArrayList<Range>();
        int next = 0;
        for (var range : ranges) {
            if (next < range.first()) {
                gaps.add(new Range(next, range.first() - 1));
            }
            next = range.last() + 1;
        }
        if (next <= Character.MAX_CODE_POINT) {
            gaps.add(new Range(next, Character.MAX_CODE_POINT));
        }
        return new CodePointSet(gaps);
    }

    boolean contains(int codePoint) {
        return ranges.stream().anyMatch(range -> range.first() <= codePoint && codePoint <= range.last());
    }

    int size() {
        return ranges.stream().mapToInt(Range::size).sum();
    }

    IntStream codePoints() {
        return ranges.stream().flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()));
    }

    /** As a regular expression would write it: {@code a}, {@code \.}, {@code [0-9a-f]}. */
    @Override
    public String toString() {
        if (equals(ALL)) {
            return "(?s:.)";
        }
        if (size() == 1) {
            return spelled(ranges.getFirst().first(), "\\.+*?()|[]{}^$");
        }
        return ranges.stream()
                .map(range -> range.size() == 1
                        ? spelled(range.first(), "\\]^-")
                        : spelled(range.first(), "\\]^-") + "-" + spelled(range.last(), "\\]^-"))
                .collect(Collectors.joining("", "[", "]"));
    }

    private static String spelled(int codePoint, String escaped) {
        if (codePoint < ' ' || (codePoint >= 0x7F && !Character.isLetterOrDigit(codePoint))) {
            return "\\x{" + Integer.toHexString(codePoint) + "}";
        }
        return (escaped.indexOf(codePoint) >= 0 ? "\\" : "") + Character.toString(codePoint);
    }
}
