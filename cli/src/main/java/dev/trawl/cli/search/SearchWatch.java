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

    private final Surroundings surroundings;
    private final ProgressDisplay display;
    private final Optional<Duration> timeout;
    private Optional<Progress> last = Optional.empty();

    public SearchWatch(Surroundings surroundings, Optional<Duration> timeout) {
        this.surroundings = surroundings;
        this.display = new ProgressDisplay(surroundings);
        this.timeout = timeout;
    }

    @Override
    public void checking(Progress progress) {
        last = Optional.of(progress);
        heard(words(progress));
    }

    @Override
    public void reading(long traces) {
        heard(traces == 0 ? "still counting" : Quantity.number(traces) + " traces read for their numbers");
    }

    private void heard(String state) {
        var elapsed = display.elapsed();
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
        var elapsed = display.elapsed();
        display.close();
        last.ifPresent(progress -> surroundings.narrate(() -> "near the end " + words(progress)));
        surroundings.narrate(() -> "answered in " + Quantity.duration(elapsed));
    }

    private static String words(Progress progress) {
        return Quantity.number(progress.checked()) + " of " + Quantity.number(progress.candidates())
                + " candidates checked, " + Quantity.number(progress.found()) + " found";
    }
}
