package dev.trawl.query;

import dev.trawl.query.bind.Binder;
import dev.trawl.query.scan.ScanEvaluator;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.SingleSpan;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.TraceParts;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A filter that is asked of the spans of a trace one by one: it selects a span when it would select the trace if that were
 * its only span. So {@code NOT span.name = 'x'} selects all others. Assessments of whole sessions are not seen.
 */
public final class SpanFilter {
    private final Predicate<TraceParts> condition;

    private SpanFilter(Predicate<TraceParts> condition) {
        this.condition = condition;
    }

    /**
     * Reads a filter.
     *
     * @throws FilterException if it means nothing
     */
    public static SpanFilter of(String filter, Clock clock) {
        var noSessions = new SessionAssessments(Stream::empty);
        return new SpanFilter(ScanEvaluator.predicate(Binder.bind(filter, true, clock), noSessions));
    }

    public boolean selects(TraceParts trace, Span span) {
        return condition.test(new SingleSpan(trace, SpanParts.of(span)));
    }
}
