package dev.trawl.mlflow;

import java.time.Duration;

/** Waits in real time, until it is woken; after that it waits no more. */
final class WakeablePause implements HttpCalls.Pause {
    private boolean woken;

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toMillis(); left > 0 && !woken; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    @Override
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }
}
