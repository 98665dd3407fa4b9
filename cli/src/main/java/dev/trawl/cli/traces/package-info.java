/**
 * {@code trawl traces}: the reading commands of {@code mlflow traces}, flag by flag, answered from the index. Read {@link
 * dev.trawl.cli.traces.TracesSearchCommand} first.
 */
@NullMarked
package dev.trawl.cli.traces;

import org.jspecify.annotations.NullMarked;
