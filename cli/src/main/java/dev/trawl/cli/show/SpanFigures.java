package dev.trawl.cli.show;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanEvent;
import java.util.Optional;

/** What is told of a span beside its name. */
final class SpanFigures {
    private SpanFigures() {}

    static boolean failed(Span span) {
        return span.status().equals("ERROR");
    }

    static Optional<Long> tokens(Span span) {
        return span.attribute(MlflowKey.SPAN_TOKENS)
                .map(usage -> usage.path("total_tokens"))
                .filter(tokens -> tokens.isIntegralNumber())
                .map(tokens -> tokens.longValue());
    }

    static Optional<String> cost(Span span) {
        return span.attribute(MlflowKey.SPAN_COST)
                .flatMap(cost -> PythonJson.exactNumber(cost.path("total_cost")))
                .map(TraceHead::dollars);
    }

    /** Why a span failed: its exception, else its status message. */
    static Optional<String> complaint(Span span) {
        return span.events().stream()
                .filter(event -> event.attributes().containsKey("exception.message")
                        || event.attributes().containsKey("exception.type"))
                .map(event -> text(event, "exception.type", ": ") + text(event, "exception.message", ""))
                .findFirst()
                .or(() -> Optional.of(span.statusMessage()).filter(message -> !message.isEmpty()));
    }

    private static String text(SpanEvent event, String key, String after) {
        return Optional.ofNullable(event.attributes().get(key))
                .map(value -> value.asString("") + after)
                .orElse("");
    }
}
