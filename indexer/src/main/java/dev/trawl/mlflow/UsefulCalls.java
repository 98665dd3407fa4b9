package dev.trawl.mlflow;

/**
 * Finds how many calls at the same time a server answers faster than fewer: about as many as it has workers. Those beyond wait in a queue, and make a
 * Python process slower at those that it answers; but a server far away would wait if there were only one. From time to time a number next to the
 * present one is tried; of two numbers, the larger one is kept if what it brings is half of what each call had if all were worth the same. Not thread-safe.
 */
final class UsefulCalls {
    /** One for the server, and one on its way there. */
    private static final int FIRST = 2;

    /** Answers by which a number is judged. */
    private static final int ROUND = 16;

    private static final int LONGEST_REST = 64;

    private final int most;

    /** What has proved best. */
    private int kept;

    /** {@link #kept}, or another one that is tried. */
    private int number;

    private int answers;
    private long nanos;

    /** Answers in a nanosecond, in the last round with {@link #kept}. */
    private double usualRate;

    /** Rounds until the next trial, and how many there are between two. */
    private int toRest = 1;

    private int rest = 1;
    private boolean upwards;

    /** @param most how many calls were agreed upon, at most */
    UsefulCalls(int most) {
        this.most = most;
        this.kept = Math.min(FIRST, most);
        this.number = kept;
    }

    /** So many calls at the same time, for now. */
    int number() {
        return number;
    }

    /** Takes note of an answer, and for how long so many calls were under way before it came. */
    void answered(long took) {
        answers++;
        nanos += took;
        if (answers == ROUND) {
            double rate = (double) answers / Math.max(1, nanos);
            answers = 0;
            nanos = 0;
            judge(rate);
        }
    }

    private void judge(double rate) {
        if (number == kept) {
            usualRate = rate;
            toRest--;
            number = toRest > 0 ? kept : toTry();
            return;
        }
        boolean better = number > kept ? helps(kept, usualRate, rate) : !helps(number, rate, usualRate);
        rest = better ? 1 : Math.min(LONGEST_REST, rest * 2);
        upwards ^= !better;
        kept = better ? number : kept;
        number = kept;
        toRest = rest;
    }

    /** Whether one call more than so many is worth it. */
    private static boolean helps(int fewer, double rate, double rateOfOneMore) {
        return rateOfOneMore >= rate * (1 + 0.5 / (fewer + 1));
    }

    /** One more or one less, by turns where that is possible. */
    private int toTry() {
        upwards ^= kept == (upwards ? most : 1);
        return Math.clamp(kept + (upwards ? 1 : -1), 1, most);
    }
}
