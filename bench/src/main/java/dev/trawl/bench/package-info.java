/**
 * Measures searches in one warm process, and counts by brute force what they must find. {@code bench/run} starts both
 * programs and makes the tables; read {@link dev.trawl.bench.Measuring} first.
 */
@NullMarked
package dev.trawl.bench;

import org.jspecify.annotations.NullMarked;
