package dev.trawl.trace;

/** A trace as the index holds it: what MLflow's JSON says of it, and what is known of it besides. */
public record IndexedTrace(Trace trace, Provenance provenance) {
    /** A trace of which nothing is known but its JSON. */
    public IndexedTrace(Trace trace) {
        this(trace, Provenance.UNKNOWN);
    }

    public String id() {
        return trace.id();
    }
}
