package dev.trawl.sync;

/** Hears of a refresh's progress, several times a second; called by several threads, but by one at a time. */
@FunctionalInterface
public interface SyncListener {
    SyncListener NONE = progress -> {};

    void progress(SyncProgress progress);
}
