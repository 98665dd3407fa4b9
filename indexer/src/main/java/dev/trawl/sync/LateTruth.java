package dev.trawl.sync;

/**
 * What a refresh learned of traces besides what they say themselves.
 *
 * @param reconciled experiments whose whole history was compared
 * @param deleted traces that the server was found not to have any more
 * @param dropped deleted traces that were taken out of the index
 * @param linkedRuns links between traces and runs that the index did not hold
 * @param linkedPrompts links between traces and prompt versions that the index did not hold
 */
public record LateTruth(long reconciled, long deleted, long dropped, long linkedRuns, long linkedPrompts) {}
