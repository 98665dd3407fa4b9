package dev.trawl.cli.show;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.FilterException;
import dev.trawl.query.Similar;
import dev.trawl.query.SpanFilter;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Span;
import dev.trawl.trace.TraceParts;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says which spans of a trace are meant. What is stored decides; where private values are replaced, what is shown and said
 * is without them.
 *
 * @param stored the trace as it is in the index
 * @param rows its tree as it is shown
 */
record SpanChoice(IndexedTrace stored, List<SpanTree.Row> rows) {
    private static final int SPANS_LISTED = 10;

    int size() {
        return rows.size();
    }

    /**
     * The spans that a filter selects, and those above them.
     *
     * @throws FilterException if it means nothing
     */
    Folding folding(String filter, Clock clock) {
        var selection = SpanFilter.of(filter, clock);
        var parts = TraceParts.of(stored);
        return Folding.to(storedRows(), row -> selection.selects(parts, row.span()));
    }

    /**
     * The one span of an id, of the beginning of one, or of a name.
     *
     * @throws FailureException if there is none or several that are not the same
     */
    SpanTree.Row only(String wanted) {
        var spans = storedRows().stream().map(SpanTree.Row::span).toList();
        var byId = places(
                spans,
                span -> Span.hexadecimal(span.spanId()).startsWith(wanted)
                        || span.spanId().equals(wanted));
        var found = byId.isEmpty() ? places(spans, span -> span.name().equals(wanted)) : byId;
        if (found.stream().map(spans::get).distinct().count() == 1) {
            return rows.get(found.getFirst());
        }
        throw new FailureException(
                ExitCode.TROUBLE,
                found.isEmpty()
                        ? "trawl: no span of the trace has an id that begins with '" + wanted + "', or that name"
                                + meant(spans, wanted)
                        : "trawl: '" + wanted + "' is " + Quantity.of(found.size(), "span") + ":\n" + listed(found));
    }

    /** The tree of what is stored: row by row that of what is shown, for ids and times are never replaced. */
    private List<SpanTree.Row> storedRows() {
        return SpanTree.rows(stored.trace().spans());
    }

    private static List<Integer> places(List<Span> spans, Predicate<Span> wanted) {
        return IntStream.range(0, spans.size())
                .filter(i -> wanted.test(spans.get(i)))
                .boxed()
                .toList();
    }

    private String meant(List<Span> spans, String wanted) {
        var names = spans.stream().map(Span::name).toList();
        return Similar.to(wanted, names)
                .map(name -> "; did you mean '"
                        + rows.get(names.indexOf(name)).span().name() + "'?")
                .orElse("");
    }

    private String listed(List<Integer> found) {
        var lines = found.stream()
                .limit(SPANS_LISTED)
                .map(rows::get)
                .map(row -> "  " + Span.hexadecimal(row.span().spanId()) + "  "
                        + row.span().name())
                .collect(Collectors.joining("\n"));
        return lines + (found.size() > SPANS_LISTED ? "\n  …" : "");
    }
}
