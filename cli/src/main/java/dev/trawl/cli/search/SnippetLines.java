package dev.trawl.cli.search;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.PaintedLine;
import dev.trawl.cli.render.Statuses;
import dev.trawl.query.snippet.Mark;
import dev.trawl.query.snippet.Snippet;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Snippets as lines for a person, or as JSON. */
final class SnippetLines {
    private static final int MOST_OF_A_TRACE = 5;
    private static final String ELLIPSIS = "…";

    private SnippetLines() {}

    /**
     * For each span a line that names it, and below it a line for each snippet; the first few of a trace.
     *
     * @param width columns that a line takes at most
     */
    static List<String> text(List<Snippet> snippets, int width, Colours colours) {
        var lines = new ArrayList<String>();
        var last = Optional.<Span>empty();
        for (var snippet : snippets.stream().limit(MOST_OF_A_TRACE).toList()) {
            if (snippet.span().isPresent() && !snippet.span().equals(last)) {
                lines.add("  " + named(snippet.span().get(), width - 2, colours));
                last = snippet.span();
            }
            if (!snippet.text().isEmpty()) {
                lines.add("    " + matching(snippet, width - 4, colours));
            }
        }
        if (snippets.size() > MOST_OF_A_TRACE) {
            lines.add("    " + colours.faint("and " + (snippets.size() - MOST_OF_A_TRACE) + " more"));
        }
        return lines;
    }

    private static String named(Span span, int width, Colours colours) {
        return new PaintedLine(" ")
                .addFlexible(span.name(), colours::bold)
                .addFlexible(span.type().orElse(""), UnaryOperator.identity())
                .add(span.status(), status -> Statuses.painted(status, colours))
                .within(width);
    }

    /** The part of the span may take half of the line where its text needs the other. */
    private static String matching(Snippet snippet, int width, Colours colours) {
        var text = line(snippet);
        int room = width - 2;
        var part = Line.of(snippet.part()).within(Math.max(room / 2, room - text.width()));
        return colours.faint(part.text() + ":") + " "
                + text.around(room - part.width()).painted(colours, UnaryOperator.identity());
    }

    private static Line line(Snippet snippet) {
        var before = snippet.cutBefore() ? ELLIPSIS : "";
        var moved = snippet.marks().stream()
                .map(mark -> new Mark(mark.start() + before.length(), mark.end() + before.length()))
                .toList();
        return new Line(before + snippet.text() + (snippet.cutAfter() ? ELLIPSIS : ""), moved);
    }

    /** {@code {"trace_id": …, "snippets": [{"span_id": …, "span": …, "part": …, "text": …, "matches": ["…"]}]}}. */
    static String json(String traceId, List<Snippet> snippets) {
        var json = JsonNodeFactory.instance.objectNode().put("trace_id", traceId);
        var list = json.putArray("snippets");
        snippets.forEach(snippet -> list.add(json(snippet)));
        return PythonJson.readable(json);
    }

    private static JsonNode json(Snippet snippet) {
        var json = JsonNodeFactory.instance.objectNode();
        snippet.span()
                .ifPresent(span ->
                        json.put("span_id", Span.hexadecimal(span.spanId())).put("span", span.name()));
        if (!snippet.part().isEmpty()) {
            json.put("part", snippet.part()).put("text", snippet.text());
            var matches = json.putArray("matches");
            snippet.marks().forEach(mark -> matches.add(snippet.text().substring(mark.start(), mark.end())));
        }
        return json;
    }
}
