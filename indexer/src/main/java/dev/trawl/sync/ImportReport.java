package dev.trawl.sync;

import dev.trawl.source.ImportProblem;
import dev.trawl.source.SourceKind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one import did.
 *
 * @param files how many were read
 * @param passedOver files of folders that were not read ({@link dev.trawl.source.TraceFiles#passedOver})
 * @param kinds how many were of which kind, as far as that could be told
 * @param traces {@code failed} counts all problems, lines and whole files
 * @param problems the first {@value #MOST_PROBLEMS}, in the order of the files
 * @param bytes read, as they stand in the files
 * @param decodedBytes the same after decompression
 * @param committed false when a problem stopped a strict import, or somebody any: the index is as before
 */
public record ImportReport(
        int files,
        int passedOver,
        Map<SourceKind, Integer> kinds,
        TraceCounts traces,
        List<ImportProblem> problems,
        long bytes,
        long decodedBytes,
        Duration elapsed,
        boolean committed) {
    static final int MOST_PROBLEMS = 1_000;

    public ImportReport {
        kinds = kinds.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(kinds));
        problems = List.copyOf(problems);
    }
}
