package dev.trawl.query.columns;

import dev.trawl.query.SearchListener;

/** Tells a listener how a count goes on, so that it can end it. Thread-safe: the listener hears one thread at a time. */
public final class CountWatch {
    /** Terms or documents that are worked on between two words to the listener: a few milliseconds. */
    static final int STRETCH = 4_096;

    private final SearchListener listener;
    private long traces;

    public CountWatch(SearchListener listener) {
        this.listener = listener;
    }

    /** Tells that the count goes on. */
    public void goesOn() {
        read(0);
    }

    /** Tells that more stored traces were read. */
    public synchronized void read(int more) {
        traces += more;
        listener.reading(traces);
    }
}
