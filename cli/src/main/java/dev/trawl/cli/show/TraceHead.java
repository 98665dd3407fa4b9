package dev.trawl.cli.show;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.render.Judgements;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Moment;
import dev.trawl.cli.render.PaintedLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.Statuses;
import dev.trawl.query.FieldReader;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.Assessment;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is told of a trace as a whole, before its spans. */
public final class TraceHead {
    private static final int LABEL = 10;
    private static final int COST_DIGITS = 4;

    private final Output output;
    private final int width;
    private final Colours colours;

    /** Prints heads. */
    public TraceHead(Output output, int width, Colours colours) {
        this.output = output;
        this.width = width;
        this.colours = colours;
    }

    /**
     * Prints the head of a trace.
     *
     * @param now for the time since; nothing when that would not be true for long
     */
    public void print(IndexedTrace indexed, TraceSearch search, Optional<Instant> now) {
        var info = indexed.trace().info();
        output.line(new PaintedLine()
                .add(info.traceId(), colours::cyan)
                .addFlexible(info.name().orElse(""), colours::bold)
                .add(info.state(), status -> Statuses.painted(status, colours))
                .add(info.executionDurationMs().map(Quantity::milliseconds).orElse(""))
                .within(width));
        var moment = Instant.ofEpochMilli(info.timestampMs());
        var since = now.map(instant -> Moment.relative(moment, instant))
                .filter(words -> words.endsWith("ago"))
                .map(words -> ", " + words)
                .orElse("");
        output.line(fitted(facts(List.of(
                Optional.of(Moment.absolute(moment) + " UTC" + since),
                named("experiment", Optional.of(info.experimentId()).filter(id -> !id.isEmpty())),
                named("session", info.session()),
                named("user", info.user())))));
        output.line(fitted(figures(indexed, search)));
        tags(info);
        labelled("request", info.requestPreview());
        labelled("response", info.responsePreview());
        info.assessments().stream().filter(Assessment::valid).forEach(this::assessment);
    }

    private static Optional<String> named(String what, Optional<String> value) {
        return value.map(text -> what + " " + text);
    }

    private static String facts(List<Optional<String>> facts) {
        return facts.stream().flatMap(Optional::stream).collect(Collectors.joining(" · "));
    }

    private static String figures(IndexedTrace indexed, TraceSearch search) {
        var trace = indexed.trace();
        long failed = trace.spans().stream().filter(SpanFigures::failed).count();
        var spans = trace.spans().isEmpty()
                ? "no spans stored"
                : Quantity.of(trace.spans().size(), "span");
        return facts(List.of(
                Optional.of(spans + (failed > 0 ? ", " + Quantity.number(failed) + " failed" : "")),
                number(search, "total_tokens", indexed)
                        .map(tokens -> tokens + " tokens"
                                + number(search, "input_tokens", indexed)
                                        .map(count -> " (" + count + " in")
                                        .orElse("")
                                + number(search, "output_tokens", indexed)
                                        .map(count -> ", " + count + " out)")
                                        .orElse("")),
                value(search, "cost", indexed)
                        .flatMap(FieldReader.FieldValue::number)
                        .map(TraceHead::dollars)));
    }

    static String dollars(BigDecimal amount) {
        return "$"
                + amount.round(new MathContext(COST_DIGITS))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static Optional<String> number(TraceSearch search, String field, IndexedTrace trace) {
        return value(search, field, trace)
                .flatMap(FieldReader.FieldValue::number)
                .map(number -> Quantity.number(number.longValue()));
    }

    private static Optional<FieldReader.FieldValue> value(TraceSearch search, String field, IndexedTrace trace) {
        return search.reader(field, SearchRequest.of("")).values(TraceParts.of(trace)).stream()
                .findFirst();
    }

    private String fitted(String text) {
        return Line.of(text).within(width).text();
    }

    /** Those of the person; MLflow's own are told elsewhere or tell nothing. */
    private void tags(TraceInfo info) {
        var tags = info.tags().entrySet().stream()
                .filter(tag -> !tag.getKey().startsWith(MlflowKey.PREFIX))
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        labelled("tags", Optional.of(tags).filter(text -> !text.isEmpty()));
    }

    private void labelled(String label, Optional<String> text) {
        text.ifPresent(shown -> output.line(colours.faint(label + " ".repeat(LABEL - label.length()))
                + Line.of(shown).within(width - LABEL).text()));
    }

    private void assessment(Assessment assessment) {
        labelled("judged", Judgements.whole(assessment));
    }
}
