package dev.trawl.mlflow;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when to ask again after a failure that may pass.
 *
 * @param attempts calls in all, at least 1
 * @param firstPause before the second call; each further pause is twice as long
 * @param longestPause no pause is longer, not even one that the server asks for
 */
public record Retries(int attempts, Duration firstPause, Duration longestPause) {
    /** About 15 seconds in all: a restart of a server is waited for, an outage is not. */
    public static final Retries DEFAULT = new Retries(5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    public Retries {
        if (attempts < 1) {
            throw new IllegalArgumentException("at least one attempt is needed, not " + attempts);
        }
    }

    Retries withAttempts(int number) {
        return new Retries(number, firstPause, longestPause);
    }

    Retries atMost(int fewer) {
        return new Retries(Math.min(attempts, fewer), firstPause, longestPause);
    }

    /** Between half the pause and the whole of it, so that clients that failed together do not return together. */
    Duration pauseAfter(int attempt, RandomGenerator random) {
        long whole = firstPause.toMillis() << Math.min(attempt - 1, 20);
        return atLongest(Duration.ofMillis(whole - (long) (random.nextDouble() * whole / 2)));
    }

    Duration atLongest(Duration pause) {
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
