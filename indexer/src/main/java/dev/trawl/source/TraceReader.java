package dev.trawl.source;

import java.io.IOException;
import java.util.Optional;

/** Finds the traces in plain text of one kind. */
interface TraceReader {
    /**
     * The next trace; empty at the end.
     *
     * @throws ImportProblemException if something else stands there; the next call goes on after it
     * @throws IOException if the text cannot be read further
     */
    Optional<FoundTrace> next() throws IOException, ImportProblemException;

    /** Where reading has come to, from 1. */
    long line();
}
