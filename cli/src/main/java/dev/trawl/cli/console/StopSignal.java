package dev.trawl.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that runs for long come to an orderly end when the process is told to end, by SIGTERM or Ctrl-C. The
 * process waits for {@link #close}, but no longer than the grace that it has.
 */
public final class StopSignal implements AutoCloseable {
    /** Shorter than the 30 seconds after which Kubernetes kills; systemd waits for 90. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean endsWithSuccess;
    private final Thread hook = new Thread(this::stop);
    private Runnable action = () -> {};

    /** @param endsWithSuccess whether the process then ends with 0; else with the number of the signal */
    public StopSignal(boolean endsWithSuccess) {
        this.endsWithSuccess = endsWithSuccess;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The work is done in spite of the signal: the process ends with 0. */
    public void succeed() {
        endsWithSuccess = true;
    }

    /** What is to be done at the signal, in place of what was to be done before; at once if it has come already. */
    public synchronized void onSignal(Runnable newAction) {
        action = newAction;
        if (came()) {
            newAction.run();
        }
    }

    public boolean came() {
        return asked.getCount() == 0;
    }

    /** Waits, but not beyond the signal; whether it has come. */
    public boolean await(Duration duration) throws InterruptedException {
        return asked.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        synchronized (this) {
            asked.countDown();
            action.run();
        }
        try {
            if (ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS) && endsWithSuccess) {
                Runtime.getRuntime().halt(ExitCode.SUCCESS.number());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything that was to be done is done. */
    @Override
    public void close() {
        ended.countDown();
        if (!came()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                // Another hook is running, this one will find nothing to wait for.
                return;
            }
        }
    }
}
