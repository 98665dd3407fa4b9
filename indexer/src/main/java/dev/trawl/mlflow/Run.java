package dev.trawl.mlflow;

import java.util.Optional;

/**
 * A run of an experiment, to which traces may be linked.
 *
 * @param startMs milliseconds since the epoch
 * @param endMs milliseconds since the epoch; absent while it runs
 */
public record Run(String id, Optional<Long> startMs, Optional<Long> endMs) {}
