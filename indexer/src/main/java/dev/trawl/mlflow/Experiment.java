package dev.trawl.mlflow;

import java.util.Optional;

/**
 * A set of traces and runs on a server.
 *
 * @param createdMs when it was made, in milliseconds since the epoch, if the server tells; with the id it tells one experiment
 *     from another, as ids come again after {@code mlflow gc} and where a server's database was put back
 */
public record Experiment(String id, String name, Optional<Long> createdMs) {}
