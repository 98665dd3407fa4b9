package dev.trawl.query.stats;

/**
 * By how much two shares differ at least, as far as the numbers behind them can tell (docs/decisions/0050-comparison.md).
 */
final class Significance {
    /** Of the normal distribution: an interval of 99.9 %, because thousands of conditions are looked at. */
    private static final double Z = 3.2905;

    /** Of Kolmogorov's distribution, for 99.9 %: sqrt(-ln(0.001 / 2) / 2). */
    private static final double K = 1.9495;

    private Significance() {}

    /**
     * The lower end of the interval for a difference of two shares that Newcombe found best among eleven
     * (Statistics in Medicine 17, 1998, method 10): it holds for small numbers and for shares of 0 and 1.
     *
     * @param a for how many of {@code ofA} something holds, as b for {@code ofB}; neither is 0
     */
    static double leastDifference(long a, long ofA, long b, long ofB) {
        return leastDifference(a, ofA, b, ofB, Z);
    }

    static double leastDifference(long a, long ofA, long b, long ofB, double z) {
        double shareA = (double) a / ofA;
        double shareB = (double) b / ofB;
        double below = shareA - wilson(shareA, ofA, -z);
        double above = wilson(shareB, ofB, z) - shareB;
        return shareA - shareB - Math.sqrt(below * below + above * above);
    }

    /** An end of Wilson's interval for one share, the lower one if z is negative. */
    private static double wilson(double share, long of, double z) {
        double square = z * z / of;
        double middle = share + square / 2;
        double half = Math.sqrt(share * (1 - share) * square + square * square / 4);
        return (middle + Math.signum(z) * half) / (1 + square);
    }

    /** The same for a share above or below the limit where the two differ most: how far chance would go is Kolmogorov's. */
    static double leastDifferenceAtBestLimit(double difference, long ofA, long ofB) {
        return difference - K * Math.sqrt((double) (ofA + ofB) / ((double) ofA * ofB));
    }
}
