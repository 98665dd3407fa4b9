package dev.trawl.cli.care;

import dev.trawl.cli.console.StoppableWork;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.ProgressLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.indexer.CareListener;
import java.io.IOException;
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

    /** Does the work and tells of what it brought; the exit code of the command. */
    <T> int during(Surroundings surroundings, Work<T> work, StoppableWork.Verdict<T> verdict) throws IOException {
        return new StoppableWork(surroundings, what)
                .run(watch -> work.run((done, total) -> show(watch, done, total)), verdict)
                .number();
    }

    private void show(StoppableWork.Watch watch, long done, long total) {
        var line = new ProgressLine(what, done, OptionalLong.of(total), watch.elapsed(), amount, noun);
        watch.goOn(line::bar, line::text);
    }
}
