package dev.trawl.mlflow;

/**
 * How many calls a server may have to answer at the same time: half as many after each sign that it has too much to do,
 * one more after as many good answers as there may be calls, and never more than were agreed upon. Several bad answers to
 * calls that were made at the same time are one sign. Thread-safe.
 */
final class AdaptiveLimit {
    private final int most;
    private double limit;
    private int calls;
    private int signs;

    AdaptiveLimit(int most) {
        this.most = most;
        this.limit = most;
    }

    /** Waits until one more call may be made. */
    synchronized Turn turn() throws InterruptedException {
        while (calls >= (int) limit) {
            wait();
        }
        calls++;
        return new Turn(signs);
    }

    synchronized int limit() {
        return (int) limit;
    }

    private synchronized void answered() {
        limit = Math.min(most, limit + 1 / limit);
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
        calls--;
        notifyAll();
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
