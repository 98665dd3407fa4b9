package dev.trawl.cli.search;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.ProgressDisplay;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.SearchListener;
import java.time.Duration;
import java.util.Optional;

/** Shows how a long search goes on, and ends one that takes longer than it may. */
public final class SearchWatch implements SearchListener, AutoCloseable {
    private static final Duration WORTH_SHOWING = Duration.ofSeconds(1);

    private final ProgressDisplay display;
    private final Optional<Duration> timeout;

    public SearchWatch(Surroundings surroundings, Optional<Duration> timeout) {
        this.display = new ProgressDisplay(surroundings);
        this.timeout = timeout;
    }

    @Override
    public void checking(Progress progress) {
        var elapsed = display.elapsed();
        var state = Quantity.number(progress.checked()) + " of " + Quantity.number(progress.candidates())
                + " candidates checked, " + Quantity.number(progress.found()) + " found";
        if (timeout.isPresent() && elapsed.compareTo(timeout.get()) > 0) {
            display.close();
            throw new FailureException(
                    ExitCode.TROUBLE,
                    "trawl: the search took longer than --timeout allows: " + state
                            + "; narrow the filter, or give it more time");
        }
        if (elapsed.compareTo(WORTH_SHOWING) > 0) {
            display.show(() -> state, () -> "trawl: " + state);
        }
    }

    @Override
    public void close() {
        display.close();
    }
}
