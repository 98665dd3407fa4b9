/**
 * Where traces come from besides a server: files, in the forms in which MLflow and trawl write traces, plain or
 * compressed, told apart by what is in them and not by their names.
 *
 * <p>In: paths or streams. Out: traces one after the other, each with its place, and the problems met on the way. Read
 * {@link dev.trawl.source.TraceFiles} first.
 */
@NullMarked
package dev.trawl.source;

import org.jspecify.annotations.NullMarked;
