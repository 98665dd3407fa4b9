/**
 * Numbers about the traces that a filter selects: groups with counts, percentiles and sums, the most frequent values of
 * every key, and what sets two selections apart. All are exact: every selected trace is counted, none is sampled.
 *
 * <p>They are read from the columns and terms of the index as far as it holds the values, else from the stored traces.
 * Numbers are double precision, as in Python and in JSON as most programs read it. Read {@link
 * dev.trawl.query.stats.GroupedCount} first.
 */
@NullMarked
package dev.trawl.query.stats;

import org.jspecify.annotations.NullMarked;
