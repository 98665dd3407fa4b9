/**
 * {@code trawl stats}, {@code histogram}, {@code facets} and {@code compare}: numbers about the traces that a filter selects.
 * Read {@link dev.trawl.cli.stats.StatsCommand} first.
 */
@NullMarked
package dev.trawl.cli.stats;

import org.jspecify.annotations.NullMarked;
