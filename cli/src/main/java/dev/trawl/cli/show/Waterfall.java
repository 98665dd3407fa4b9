package dev.trawl.cli.show;

import dev.trawl.trace.Span;
import java.util.List;

/**
 * When spans ran, as bars of a common scale.
 *
 * @param start nanoseconds since the epoch
 * @param end nanoseconds since the epoch, behind the start
 * @param columns of the whole scale
 */
record Waterfall(long start, long end, int columns) {
    private static final String FULL = "█";
    private static final String SLIVER = "▏";
    private static final String OPEN = "╴";

    static Waterfall of(List<Span> spans, int columns) {
        long start = spans.stream().mapToLong(Span::startTimeUnixNano).min().orElse(0);
        long end = spans.stream()
                .mapToLong(span -> span.startTimeUnixNano()
                        + Math.max(0, span.durationNanos().orElse(0L)))
                .max()
                .orElse(0);
        return new Waterfall(start, Math.max(end, start + 1), columns);
    }

    /** Spaces and the bar; a span too short for a column is a sliver, one that never ended a stub. */
    String bar(Span span) {
        int from = Math.min(columns - 1, column(span.startTimeUnixNano()));
        if (span.durationNanos().isEmpty()) {
            return " ".repeat(from) + OPEN;
        }
        int to = Math.min(
                columns,
                column(span.startTimeUnixNano()
                        + Math.max(0, span.durationNanos().get())));
        return " ".repeat(from) + (to > from ? FULL.repeat(to - from) : SLIVER);
    }

    private int column(long time) {
        return (int) Math.round((double) (time - start) / (end - start) * columns);
    }
}
