package dev.trawl.indexer;

import java.io.IOException;
import java.nio.file.Path;

/** Another process writes to the index; there can be only one. */
public final class IndexLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    public IndexLockedException(Path folder) {
        super("another trawl is writing to the index in " + folder + "; wait until it has finished");
    }
}
