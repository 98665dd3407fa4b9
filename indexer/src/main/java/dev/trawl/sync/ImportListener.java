package dev.trawl.sync;

/** Hears of an import's progress, a few times a second. */
@FunctionalInterface
public interface ImportListener {
    ImportListener NONE = progress -> {};

    void progress(Progress progress);

    /** A file is waited for, which another program has locked; called several times a second until it is there. */
    default void waiting(String file) {}

    /**
     * How far an import is.
     *
     * @param file being read
     * @param bytes read so far, as they stand in the files
     * @param totalBytes of all files; 0 when standard input is among them and nobody knows
     */
    record Progress(String file, long bytes, long totalBytes, TraceCounts traces) {}
}
