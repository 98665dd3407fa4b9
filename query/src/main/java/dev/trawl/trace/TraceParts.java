package dev.trawl.trace;

import java.util.List;
import java.util.function.Predicate;

/** A trace in parts that may be decoded when they are first asked for: what a condition looks at. Not thread-safe. */
public interface TraceParts {
    TraceInfo info();

    Provenance provenance();

    List<SpanParts> spans();

    /**
     * Whether a test passes for one of the texts of all spans, both forms of each. It is given some of them in one piece if
     * they stand side by side, with a byte between them that is in no text, 0xFF.
     */
    default boolean hasText(Predicate<Utf8Text> test) {
        return spans().stream().anyMatch(span -> test.test(span.readable()) || test.test(span.stored()));
    }

    /** The parts of a trace that is decoded already. */
    static TraceParts of(IndexedTrace trace) {
        return new DecodedTrace(
                trace, trace.trace().spans().stream().map(SpanParts::of).toList());
    }
}
