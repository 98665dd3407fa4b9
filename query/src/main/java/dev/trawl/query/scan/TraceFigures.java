package dev.trawl.query.scan;

import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The numbers of a trace that have to be worked out of its metadata or its spans.
 *
 * @param cost in US dollars
 * @param spans how many are stored
 * @param errors how many of them have status ERROR
 */
public record TraceFigures(
        Optional<BigDecimal> inputTokens,
        Optional<BigDecimal> outputTokens,
        Optional<BigDecimal> totalTokens,
        Optional<BigDecimal> cost,
        long spans,
        long errors) {

    public static TraceFigures of(TraceParts trace) {
        return new TraceFigures(
                Usage.tokens("input_tokens").of(trace),
                Usage.tokens("output_tokens").of(trace),
                Usage.tokens("total_tokens").of(trace),
                Usage.cost().of(trace),
                trace.spans().size(),
                errors(trace));
    }

    static long errors(TraceParts trace) {
        return trace.spans().stream()
                .filter(span -> span.span().status().equals("ERROR"))
                .count();
    }
}
