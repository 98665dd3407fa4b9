package dev.trawl.query.stats;

import java.util.Optional;

/**
 * The limit that tells two selections apart best by a number: a share of the first lies at or above it (or below it) that is
 * larger than the same share of the second by as much as any limit can make it.
 *
 * @param above whether it is about numbers at or above the limit, else below it
 * @param a how many of the first lie there
 * @param b how many of the second
 */
record BestLimit(boolean above, double limit, long a, long b) {
    /**
     * Finds the limit.
     *
     * @param ofA traces of the first selection, those without a number included
     * @return nothing if neither has a number, or no limit is to the advantage of the first
     */
    static Optional<BestLimit> between(Numbers first, long ofA, Numbers second, long ofB) {
        var a = first.sorted();
        var b = second.sorted();
        int belowA = 0;
        int belowB = 0;
        double best = 0;
        var limit = Optional.<BestLimit>empty();
        while (belowA < first.size() || belowB < second.size()) {
            double here = belowA == first.size()
                    ? b[belowB]
                    : belowB == second.size() ? a[belowA] : Math.min(a[belowA], b[belowB]);
            // Numbers before these places lie below the limit "here".
            double below = (double) belowA / ofA - (double) belowB / ofB;
            double above = (double) (first.size() - belowA) / ofA - (double) (second.size() - belowB) / ofB;
            if (above > best) {
                best = above;
                limit = Optional.of(new BestLimit(true, here, first.size() - belowA, second.size() - belowB));
            }
            if (below > best) {
                best = below;
                limit = Optional.of(new BestLimit(false, here, belowA, belowB));
            }
            while (belowA < first.size() && a[belowA] == here) {
                belowA++;
            }
            while (belowB < second.size() && b[belowB] == here) {
                belowB++;
            }
        }
        return limit;
    }
}
