package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import java.util.OptionalLong;

/**
 * How far a refresh is.
 *
 * @param experiment the one being read
 * @param experimentNumber from 1
 * @param experiments how many there are to read
 * @param experimentTraces traces of this experiment dealt with so far
 * @param expectedTraces how many there will be in this experiment, as far as the server can tell
 * @param traces of the whole refresh so far
 * @param bytes received over the wire so far
 */
public record SyncProgress(
        Experiment experiment,
        int experimentNumber,
        int experiments,
        long experimentTraces,
        OptionalLong expectedTraces,
        TraceCounts traces,
        long bytes) {}
