package dev.trawl.sync;

import java.time.Duration;

/**
 * A trace that could not be read, or not wholly. It is tried again at the next refresh, and if it fails again, less and
 * less often, so that an incurable one costs little.
 *
 * @param timestampMs of the trace, as far as known
 * @param attempts refreshes at which it failed
 * @param lastTryMs when it failed last, milliseconds since the epoch
 * @param reason of the last failure, a sentence, shortened
 */
public record Quarantined(long timestampMs, int attempts, long lastTryMs, String reason) {
    private static final Duration FIRST_DELAY = Duration.ofMinutes(5);
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);
    private static final int LONGEST_REASON = 300;

    public Quarantined {
        reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    /** A refresh at or after this time tries it again. */
    public long nextTryMs() {
        return attempts <= 1
                ? lastTryMs
                : lastTryMs + Math.min(LONGEST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(attempts - 2, 20));
    }

    /** A clock that was set back makes it due, too. */
    boolean due(long nowMs) {
        return nowMs >= nextTryMs() || nowMs < lastTryMs;
    }
}
