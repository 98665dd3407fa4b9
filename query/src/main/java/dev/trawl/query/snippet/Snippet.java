package dev.trawl.query.snippet;

import dev.trawl.trace.Span;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a trace's text in which a filter matches.
 *
 * @param span the matching span; nothing if the text is the trace's own
 * @param part of the span or the trace: {@code outputs}, {@code event exception, exception.message}, {@code tag.env}; empty
 *     if the span matches by something else than its text
 * @param text with its surroundings
 * @param marks what matches in the text, in order
 * @param cutBefore whether text before it was left out
 * @param cutAfter whether text behind it was left out
 */
public record Snippet(
        Optional<Span> span, String part, String text, List<Mark> marks, boolean cutBefore, boolean cutAfter) {
    public Snippet {
        marks = List.copyOf(marks);
    }
}
