package dev.trawl.cli.care;

import dev.trawl.cli.console.ProgressDisplay;
import dev.trawl.cli.console.StopSignal;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.ProgressLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.indexer.CareListener;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Shows how far a command is, and lets it clean up behind itself when the process is told to end.
 *
 * @param what is being done
 * @param amount writes how much of it
 * @param noun what is counted; empty when the amount says it itself
 */
record CareProgress(String what, LongFunction<String> amount, String noun) {
    static CareProgress ofTraces(String what) {
        return new CareProgress(what, Quantity::number, "traces");
    }

    static CareProgress ofBytes(String what) {
        return new CareProgress(what, Quantity::bytes, "");
    }

    /** What a command does, with one who hears how far it is. */
    @FunctionalInterface
    interface Work<T> {
        T run(CareListener listener) throws IOException;
    }

    /** What the work brought; nothing if a signal came before it was done. */
    <T> Optional<T> during(Surroundings surroundings, Work<T> work) throws IOException {
        try (var signal = new StopSignal(false)) {
            try (var display = new ProgressDisplay(surroundings)) {
                return Optional.of(work.run((done, total) -> {
                    if (signal.came()) {
                        throw new StoppedException();
                    }
                    var line = new ProgressLine(what, done, OptionalLong.of(total), display.elapsed(), amount, noun);
                    display.show(line::bar, line::text);
                }));
            } catch (StoppedException stopped) {
                surroundings.tell("trawl: " + what + " was stopped; nothing was changed");
                return Optional.empty();
            }
        }
    }

    /** Ends the work. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
