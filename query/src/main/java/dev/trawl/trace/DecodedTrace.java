package dev.trawl.trace;

import java.util.List;

/** The parts of a trace that was decoded as a whole. */
record DecodedTrace(IndexedTrace trace, List<SpanParts> spans) implements TraceParts {
    @Override
    public TraceInfo info() {
        return trace.trace().info();
    }

    @Override
    public Provenance provenance() {
        return trace.provenance();
    }
}
