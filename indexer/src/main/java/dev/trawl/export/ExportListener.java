package dev.trawl.export;

import dev.trawl.query.SearchListener;

/** Hears how far an export is, and may end it by an exception. */
public interface ExportListener extends SearchListener {
    @Override
    default void checking(Progress progress) {}

    /** How many traces have been written so far; after each one. */
    void written(long traces);
}
