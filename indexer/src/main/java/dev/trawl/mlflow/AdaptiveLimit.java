package dev.trawl.mlflow;

/**
 * How many calls a server may have to answer at the same time: half as many after each sign that it has too much to do,
 * one more after as many good answers as there may be calls. Several bad answers to calls that were made at the same time
 * are one sign. Thread-safe.
 */
final class AdaptiveLimit {
    /** More than anybody makes: the limit counts only after a first sign. */
    private static final double MOST = 1_000;

    private double limit = MOST;
    private int calls;
    private int signs;

    /** Waits until one more call may be made. Returns what {@link #overloaded} wants to know of it. */
    synchronized int acquire() throws InterruptedException {
        while (calls >= (int) limit) {
            wait();
        }
        calls++;
        return signs;
    }

    synchronized void answered() {
        limit = Math.min(MOST, limit + 1 / limit);
        release();
    }

    /** The server had too much to do, or did not answer at all. */
    synchronized void overloaded(int signsAtCall) {
        if (signsAtCall == signs) {
            signs++;
            limit = Math.max(1, Math.min(limit, calls) / 2);
        }
        release();
    }

    private void release() {
        calls--;
        notifyAll();
    }

    synchronized int limit() {
        return (int) limit;
    }
}
