package dev.trawl.query.scan;

import dev.trawl.query.bind.TraceField;
import dev.trawl.trace.TraceParts;
import java.util.stream.Stream;

/** Reads fields from traces for those who show them. */
public final class TraceReading {
    private TraceReading() {}

    /** All values of a field, in the order in which the trace has them. */
    public static Stream<Value> values(TraceField field, TraceParts trace, SessionAssessments sessions) {
        return new TraceValues(sessions).of(field, trace);
    }
}
