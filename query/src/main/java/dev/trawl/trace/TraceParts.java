package dev.trawl.trace;

import java.util.List;
import java.util.stream.Stream;

/** A trace in parts that may be decoded when they are first asked for: what a condition looks at. Not thread-safe. */
public interface TraceParts {
    TraceInfo info();

    Provenance provenance();

    List<SpanParts> spans();

    /**
     * The texts of all spans, both forms of each: some of them in one piece, if they stand side by side with a byte between
     * them that is in no text, 0xFF.
     */
    default List<Utf8Text> texts() {
        return spans().stream()
                .flatMap(span -> Stream.of(span.readable(), span.stored()))
                .toList();
    }

    /** The parts of a trace that is decoded already. */
    static TraceParts of(IndexedTrace trace) {
        return new DecodedTrace(
                trace, trace.trace().spans().stream().map(SpanParts::of).toList());
    }
}
