package dev.trawl.sync;

import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;

/** What came of asking for one trace with its spans. */
sealed interface Reading {
    /** Whether the server was found to have no spans. */
    default boolean isWithoutSpans() {
        return this instanceof Whole whole && whole.trace().spans().isEmpty();
    }

    /** Everything that the server has of the trace; no spans when it has none. */
    record Whole(Trace trace) implements Reading {}

    /** The server has spans that it could not give. */
    record InfoOnly(TraceInfo info, String reason) implements Reading {}
}
