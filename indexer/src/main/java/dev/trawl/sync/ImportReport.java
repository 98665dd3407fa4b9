package dev.trawl.sync;

import dev.trawl.source.ImportProblem;
import java.time.Duration;
import java.util.List;

/**
 * What one import did.
 *
 * @param files how many were read
 * @param traces {@code failed} counts all problems, lines and whole files
 * @param problems the first {@value #MOST_PROBLEMS}, in the order of the files
 * @param bytes read, as they stand in the files
 * @param decodedBytes the same after decompression
 * @param committed false only when a problem stopped a strict import: the index is as before
 */
public record ImportReport(
        int files,
        TraceCounts traces,
        List<ImportProblem> problems,
        long bytes,
        long decodedBytes,
        Duration elapsed,
        boolean committed) {
    static final int MOST_PROBLEMS = 1_000;

    public ImportReport {
        problems = List.copyOf(problems);
    }
}
