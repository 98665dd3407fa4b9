package dev.trawl.export;

import dev.trawl.trace.IndexedTrace;
import java.io.IOException;

/** Writes traces in one form, one after the other. */
interface TraceWriter {
    /**
     * Writes a trace.
     *
     * @return false if the form cannot hold it
     */
    boolean write(IndexedTrace trace) throws IOException;

    /** Writes what stands at the end. */
    void finish() throws IOException;
}
