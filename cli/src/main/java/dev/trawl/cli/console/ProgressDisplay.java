package dev.trawl.cli.console;

import dev.trawl.cli.render.Line;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Shows a person that work goes on: on a terminal one line that is written over, elsewhere a new line now and then.
 *
 * <p>Close it before anything else is said. Thread-safe.
 */
public final class ProgressDisplay implements AutoCloseable {
    private static final Duration ON_A_TERMINAL = Duration.ofMillis(150);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    /** Columns; one less than a terminal has at the least. */
    private static final int WIDEST_LINE = 79;

    private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

    private final Surroundings surroundings;
    private final boolean rewriting;
    private final Thread atCtrlC;
    private final long began;
    private long shownAt;
    private boolean visible;

    public ProgressDisplay(Surroundings surroundings) {
        this.surroundings = surroundings;
        rewriting = surroundings.messagesAreTerminal()
                && !surroundings.variable("TERM").filter("dumb"::equals).isPresent();
        began = surroundings.nanoseconds().getAsLong();
        shownAt = began;
        atCtrlC = new Thread(this::erase);
        if (rewriting) {
            Runtime.getRuntime().addShutdownHook(atCtrlC);
        }
    }

    /** Since the display was made. */
    public Duration elapsed() {
        return Duration.ofNanos(surroundings.nanoseconds().getAsLong() - began);
    }

    /**
     * Shows how far the work is, unless that was shown a moment ago.
     *
     * @param onTerminal the line where it is written over; what does not fit is cut
     * @param inLog the line where it stays
     */
    public synchronized void show(Supplier<String> onTerminal, Supplier<String> inLog) {
        long now = surroundings.nanoseconds().getAsLong();
        if (surroundings.volume().isQuiet() || now - shownAt < (rewriting ? ON_A_TERMINAL : ELSEWHERE).toNanos()) {
            return;
        }
        shownAt = now;
        if (rewriting) {
            write(TO_LINE_START_AND_CLEAR
                    + Line.of(onTerminal.get()).within(WIDEST_LINE).text());
            visible = true;
        } else {
            write(inLog.get() + "\n");
        }
    }

    private synchronized void erase() {
        if (visible) {
            write(TO_LINE_START_AND_CLEAR);
            visible = false;
        }
    }

    private void write(String text) {
        try {
            surroundings.messages().text(text);
            surroundings.messages().flush();
        } catch (ClosedOutputException unseen) {
            visible = false;
        }
    }

    @Override
    public void close() {
        erase();
        if (rewriting) {
            try {
                Runtime.getRuntime().removeShutdownHook(atCtrlC);
            } catch (IllegalStateException endingAlready) {
                // The hook runs or has run, and finds nothing to erase.
                return;
            }
        }
    }
}
