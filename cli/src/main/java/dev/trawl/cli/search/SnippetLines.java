package dev.trawl.cli.search;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Statuses;
import dev.trawl.query.snippet.Mark;
import dev.trawl.query.snippet.Snippet;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Snippets as lines for a person, or as JSON. */
final class SnippetLines {
    private static final int MOST_OF_A_TRACE = 5;
    private static final String ELLIPSIS = "…";

    private SnippetLines() {}

    /** For each span a line that names it, and below it a line for each snippet; the first few of a trace. */
    static List<String> text(List<Snippet> snippets, Colours colours) {
        var lines = new ArrayList<String>();
        var last = Optional.<Span>empty();
        for (var snippet : snippets.stream().limit(MOST_OF_A_TRACE).toList()) {
            if (snippet.span().isPresent() && !snippet.span().equals(last)) {
                lines.add("  " + named(snippet.span().get(), colours));
                last = snippet.span();
            }
            if (!snippet.text().isEmpty()) {
                lines.add("    " + colours.faint(Line.of(snippet.part()).text() + ":") + " "
                        + line(snippet).painted(colours, text -> text));
            }
        }
        if (snippets.size() > MOST_OF_A_TRACE) {
            lines.add("    " + colours.faint("and " + (snippets.size() - MOST_OF_A_TRACE) + " more"));
        }
        return lines;
    }

    private static String named(Span span, Colours colours) {
        var name = colours.bold(Line.of(span.name()).text());
        var type = span.type().map(text -> " " + Line.of(text).text()).orElse("");
        return name + type + " " + Statuses.painted(span.status(), colours);
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
