package dev.trawl.cli.show;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.PaintedLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.ReadableValue;
import dev.trawl.cli.render.Statuses;
import dev.trawl.cli.render.WrappedText;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** All of one span, decoded. */
final class SpanPage {
    /** Told otherwise, or of use to MLflow alone. */
    private static final Set<String> TOLD = Set.of(
            MlflowKey.SPAN_INPUTS,
            MlflowKey.SPAN_OUTPUTS,
            MlflowKey.SPAN_TYPE,
            MlflowKey.SPAN_TRACE_ID,
            MlflowKey.SPAN_EXPERIMENT_ID,
            MlflowKey.SPAN_START_TIME_NS,
            MlflowKey.SPAN_LOG_LEVEL);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String INDENT = "  ";

    private final Output output;
    private final int width;
    private final Colours colours;

    SpanPage(Output output, int width, Colours colours) {
        this.output = output;
        this.width = width;
        this.colours = colours;
    }

    void print(List<SpanTree.Row> rows, SpanTree.Row row) {
        var span = row.span();
        var tokens = SpanFigures.tokens(span).map(count -> Quantity.number(count) + " tokens");
        output.line(new PaintedLine()
                .addFlexible(span.name(), colours::bold)
                .add(TreeText.type(span))
                .add(span.status(), status -> Statuses.painted(status, colours))
                .add(TreeText.duration(span))
                .add(tokens.orElse(""))
                .add(SpanFigures.cost(span).orElse(""))
                .within(width));
        long start = rows.stream()
                .mapToLong(other -> other.span().startTimeUnixNano())
                .min()
                .orElse(0);
        var began = Quantity.milliseconds((span.startTimeUnixNano() - start) / NANOS_PER_MILLI);
        output.line(fitted("span " + Span.hexadecimal(span.spanId()) + ", began " + began + " into the trace"));
        above(rows, row).ifPresent(path -> output.line(fitted("below " + path)));
        if (!span.statusMessage().isEmpty()) {
            section("status message", WrappedText.lines(span.statusMessage(), width - INDENT.length()));
        }
        value("inputs", span.attribute(MlflowKey.SPAN_INPUTS));
        value("outputs", span.attribute(MlflowKey.SPAN_OUTPUTS));
        var others = span.attributes().keySet().stream()
                .filter(key -> !TOLD.contains(key))
                .toList();
        if (!others.isEmpty()) {
            output.line("");
            output.line(colours.bold("attributes"));
            others.forEach(key -> named(key, span.attribute(key).orElseThrow()));
        }
        span.events().forEach(event -> event(event, span));
    }

    private static Optional<String> above(List<SpanTree.Row> rows, SpanTree.Row row) {
        if (row.parent() < 0) {
            return Optional.empty();
        }
        var path = new StringBuilder(rows.get(row.parent()).span().name());
        for (int at = rows.get(row.parent()).parent();
                at >= 0 && path.length() < 200;
                at = rows.get(at).parent()) {
            path.append(" ← ").append(rows.get(at).span().name());
        }
        return Optional.of(path.toString());
    }

    private String fitted(String text) {
        return Line.of(text).within(width).text();
    }

    private void value(String title, Optional<JsonNode> value) {
        value.ifPresent(json -> section(title, ReadableValue.lines(json, width - INDENT.length())));
    }

    private void section(String title, List<String> lines) {
        output.line("");
        output.line(colours.bold(title));
        lines.forEach(line -> output.line(INDENT + line));
    }

    private void named(String key, JsonNode value) {
        var lines = ReadableValue.lines(value, width - 2 * INDENT.length());
        var label = Line.of(key + ":").within(width - INDENT.length());
        var name = colours.faint(label.text());
        if (lines.size() == 1 && Line.of(lines.getFirst()).width() + label.width() + 3 <= width) {
            output.line(INDENT + name + " " + lines.getFirst());
        } else {
            output.line(INDENT + name);
            lines.forEach(line -> output.line(INDENT + INDENT + line));
        }
    }

    private void event(SpanEvent event, Span span) {
        output.line("");
        var after = ", " + Quantity.milliseconds((event.timeUnixNano() - span.startTimeUnixNano()) / NANOS_PER_MILLI)
                + " into the span";
        var name = Line.of("event " + event.name()).within(width);
        output.line(colours.bold(name.text())
                + Line.of(after).within(width - name.width()).text());
        event.attributes().forEach(this::named);
    }
}
