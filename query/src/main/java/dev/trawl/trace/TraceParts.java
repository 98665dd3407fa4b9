package dev.trawl.trace;

import java.util.List;
import java.util.Set;

/** A trace in parts that may be decoded when they are first asked for: what a condition looks at. Not thread-safe. */
public interface TraceParts {
    TraceInfo info();

    /** As {@link IndexedTrace#linkedRuns()}. */
    Set<String> linkedRuns();

    List<SpanParts> spans();

    /** The parts of a trace that is decoded already. */
    static TraceParts of(IndexedTrace trace) {
        return new DecodedTrace(
                trace, trace.trace().spans().stream().map(SpanParts::of).toList());
    }
}
