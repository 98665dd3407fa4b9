package dev.trawl.source;

import java.io.Closeable;
import java.util.Optional;

/** The traces of one file, stream or database, in its order. For one thread; only a few traces are in memory at a time. */
public interface TraceSource extends Closeable {
    /**
     * The next trace, or what stands in its place; empty at the end.
     *
     * @throws ImportProblemException if there is something else; the next call tells what follows
     */
    Optional<FoundTrace> next() throws ImportProblemException;

    /** What the traces stand in. */
    SourceKind kind();

    /** Bytes read so far, as they are stored. */
    long bytes();

    /** Bytes read so far, after decompression. */
    long decodedBytes();
}
