/**
 * Traces, problems and numbers as text. Pure functions: traces or exceptions in, text out.
 *
 * <p>What {@code mlflow traces} prints is made as MLflow makes it, down to Python's way of writing values; read {@link
 * dev.trawl.cli.render.TraceTable} and {@link dev.trawl.cli.render.TracesDocument} first.
 */
@NullMarked
package dev.trawl.cli.render;

import org.jspecify.annotations.NullMarked;
