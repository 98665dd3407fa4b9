package dev.trawl.mlflow;

import java.util.function.LongSupplier;

/**
 * How many calls a server may have to answer at the same time: as many as help ({@link UsefulCalls}), half as many after each sign that it has too
 * much to do, then one more after as many good answers as there may be calls. Several bad answers to
 * calls that were made at the same time are one sign. Thread-safe.
 */
final class AdaptiveLimit {
    private final UsefulCalls useful;
    private final LongSupplier nanoTime;
    private double limit;
    private int calls;
    private int signs;

    /** Since when there are as many calls as help. */
    private long fullSince;

    /** @param most how many calls were agreed upon, at most */
    AdaptiveLimit(int most, LongSupplier nanoTime) {
        this.useful = new UsefulCalls(most);
        this.nanoTime = nanoTime;
        this.limit = useful.number();
    }

    /** Waits until one more call may be made. */
    synchronized Turn turn() throws InterruptedException {
        while (calls >= (int) limit) {
            wait();
        }
        changeCalls(1);
        return new Turn(signs);
    }

    synchronized int limit() {
        return (int) limit;
    }

    private synchronized void answered() {
        if (calls == useful.number()) {
            useful.answered(nanoTime.getAsLong() - fullSince);
        }
        limit = Math.min(useful.number(), limit + 1 / limit);
        release();
    }

    private synchronized void overloaded(int signsAtCall) {
        if (signsAtCall == signs) {
            signs++;
            limit = Math.max(1, Math.min(limit, calls) / 2);
        }
        release();
    }

    private void release() {
        changeCalls(-1);
        notifyAll();
    }

    private void changeCalls(int by) {
        calls += by;
        if (calls == useful.number()) {
            fullSince = nanoTime.getAsLong();
        }
    }

    /** A call that may be made. For one thread. */
    final class Turn {
        private final int signsAtCall;
        private boolean over;

        private Turn(int signsAtCall) {
            this.signsAtCall = signsAtCall;
        }

        /** Ends it, unless it is over. */
        void answered() {
            if (!over) {
                over = true;
                AdaptiveLimit.this.answered();
            }
        }

        /** Ends it, unless it is over: the server had too much to do, or did not answer at all. */
        void overloaded() {
            if (!over) {
                over = true;
                AdaptiveLimit.this.overloaded(signsAtCall);
            }
        }
    }
}
