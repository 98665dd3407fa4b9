/**
 * What a trace is: trace, span, assessment, and reading and writing MLflow's JSON without loss.
 */
@NullMarked
package dev.trawl.trace;

import org.jspecify.annotations.NullMarked;
