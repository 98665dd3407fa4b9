package dev.trawl.cli.console;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Work that shows how far it is, and that SIGTERM or Ctrl-C ends there: nothing is changed then, and the process waits until
 * what was begun is taken away again. Where the signal comes too late for that, the work is done, and the process says so.
 *
 * @param what is done, in a word, for messages
 */
public record StoppableWork(Surroundings surroundings, String what) {

    /** What is done. */
    @FunctionalInterface
    public interface Task<T> {
        /** Does it, and lets the watch hear of it often; leaves nothing behind when that throws. */
        T run(Watch watch) throws IOException;
    }

    /** What is said of the result. */
    @FunctionalInterface
    public interface Verdict<T> {
        ExitCode of(T result) throws IOException;
    }

    /** Does the task and tells of its result; the exit code of the command. */
    public <T> ExitCode run(Task<T> task, Verdict<T> verdict) throws IOException {
        try (var signal = new StopSignal(false)) {
            T result;
            try (var display = new ProgressDisplay(surroundings)) {
                result = task.run(new Watch(signal, display));
            } catch (StoppedException stopped) {
                surroundings.tell("trawl: " + what + " was stopped; nothing was changed");
                return ExitCode.INTERRUPTED;
            }
            var code = verdict.of(result);
            if (code == ExitCode.SUCCESS) {
                surroundings.output().flush();
                signal.succeed();
            }
            return code;
        }
    }

    /** Hears of the work. */
    public static final class Watch {
        private final StopSignal signal;
        private final ProgressDisplay display;

        private Watch(StopSignal signal, ProgressDisplay display) {
            this.signal = signal;
            this.display = display;
        }

        /** Since the work began. */
        public Duration elapsed() {
            return display.elapsed();
        }

        /** Ends the work by an exception if a signal has come. */
        public void goOn() {
            if (signal.came()) {
                throw new StoppedException();
            }
        }

        /** Shows how far the work is, as {@link ProgressDisplay#show} does, unless a signal ends it. */
        public void goOn(Supplier<String> onTerminal, Supplier<String> inLog) {
            goOn();
            display.show(onTerminal, inLog);
        }

        /** Shows what is done now, which may be left undone; false if a signal has come. */
        public boolean goesOn(Supplier<String> shown) {
            display.show(shown, shown);
            return !signal.came();
        }

        /** What is to be done at the signal, in another thread, besides, so that the work ends where it waits. */
        public void onSignal(Runnable action) {
            signal.onSignal(action);
        }
    }

    /** Ends the work. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
