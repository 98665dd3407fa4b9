package dev.trawl.trace;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A trace as the index holds it: what MLflow's JSON says of it, and what only the server it came from could tell.
 *
 * @param linkedRuns ids of the runs that were linked to the trace afterwards, which no trace's JSON tells; the run in
 *     which a trace was made stands in its metadata ({@code mlflow.sourceRun}) instead
 */
public record IndexedTrace(Trace trace, Set<String> linkedRuns) {
    public IndexedTrace {
        linkedRuns = Collections.unmodifiableSortedSet(new TreeSet<>(linkedRuns));
    }

    /** A trace that is not known to be linked to any run. */
    public IndexedTrace(Trace trace) {
        this(trace, Set.of());
    }

    public String id() {
        return trace.id();
    }
}
