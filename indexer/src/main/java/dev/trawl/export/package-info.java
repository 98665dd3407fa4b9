/**
 * Traces out of an index into a file, for other programs and other machines.
 *
 * <p>In: an index and a filter. Out: JSON lines, CSV, OpenTelemetry's JSON or Parquet, one trace in memory at a time; a file
 * appears under its name when it is whole. Read {@link dev.trawl.export.Export} first.
 */
@NullMarked
package dev.trawl.export;

import org.jspecify.annotations.NullMarked;
