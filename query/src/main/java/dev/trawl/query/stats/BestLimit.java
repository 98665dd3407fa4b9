package dev.trawl.query.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The limit that tells two selections apart best by a number: a share of the first lies at or above it (or below it) that is
 * larger than the same share of the second by as much as any limit can make it.
 *
 * @param above whether it is about numbers at or above the limit, else below it
 * @param before the greatest number below the limit; negative infinity if there is none
 * @param a how many of the first lie there
 * @param b how many of the second
 */
record BestLimit(boolean above, double limit, double before, long a, long b) {
    private static final int DIGITS = 6;

    /** The limit as it is written: to six digits if no number then lies on another side of it, else exactly. */
    String written() {
        var exact = new BigDecimal(Double.toString(limit));
        int digits = Math.max(DIGITS, exact.precision() - exact.scale());
        var rounded = exact.round(new MathContext(digits, RoundingMode.FLOOR));
        var shown = rounded.doubleValue() > before ? rounded : exact;
        return shown.stripTrailingZeros().toPlainString();
    }

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
        double previous = Double.NEGATIVE_INFINITY;
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
                limit = Optional.of(new BestLimit(true, here, previous, first.size() - belowA, second.size() - belowB));
            }
            if (below > best) {
                best = below;
                limit = Optional.of(new BestLimit(false, here, previous, belowA, belowB));
            }
            while (belowA < first.size() && a[belowA] == here) {
                belowA++;
            }
            while (belowB < second.size() && b[belowB] == here) {
                belowB++;
            }
            previous = here;
        }
        return limit;
    }
}
