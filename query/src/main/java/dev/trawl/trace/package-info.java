/**
 * What a trace is: the records {@link dev.trawl.trace.Trace}, {@link dev.trawl.trace.TraceInfo}, {@link
 * dev.trawl.trace.Span}, {@link dev.trawl.trace.Assessment}, and MLflow's JSON for them.
 *
 * <p>In: JSON as MLflow's REST API answers it or as {@code mlflow traces get} prints it. Out: the same records for
 * both, and the JSON of {@code Trace.to_dict()} again, nothing lost. Read {@link dev.trawl.trace.TraceJson} first.
 */
@NullMarked
package dev.trawl.trace;

import org.jspecify.annotations.NullMarked;
