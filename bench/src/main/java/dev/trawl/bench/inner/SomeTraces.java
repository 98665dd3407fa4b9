package dev.trawl.bench.inner;

import dev.trawl.source.ImportProblemException;
import dev.trawl.source.TraceFiles;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The traces that a benchmark works on: the first {@value #MOST} of a file. */
final class SomeTraces {
    private static final int MOST = 300;

    private SomeTraces() {}

    /** Those of the file that the system property {@code traces} names, by default the sample data. */
    static List<IndexedTrace> read() throws IOException, ImportProblemException {
        var file = Path.of(System.getProperty("traces", "sample-data/traces.jsonl.gz"));
        var traces = new ArrayList<IndexedTrace>();
        try (var files = TraceFiles.of(List.of(file), System.in);
                var reader = files.open(file, () -> true)) {
            for (var found = reader.next(); found.isPresent() && traces.size() < MOST; found = reader.next()) {
                traces.add(found.get().decode());
            }
        }
        return traces;
    }
}
