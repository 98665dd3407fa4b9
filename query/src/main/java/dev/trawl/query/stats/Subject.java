package dev.trawl.query.stats;

/** A trace or a span that is counted. */
interface Subject {
    /** Its values of a field that makes the groups; {@link Dictionary#NONE} alone if it has none. */
    int[] values(int field);

    /** Its numbers of a field of the metrics. */
    double[] numbers(int amount);
}
