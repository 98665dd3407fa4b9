package dev.trawl.cli.get;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;

/** The traces of an index by their ids. */
public final class StoredTraces {
    private StoredTraces() {}

    /**
     * The trace of that id.
     *
     * @throws FailureException if the index holds none
     */
    public static Trace find(Path index, String traceId) throws IOException {
        try (var search = TraceSearch.open(index)) {
            return search.get(traceId)
                    .map(IndexedTrace::trace)
                    .orElseThrow(() -> new FailureException(
                            ExitCode.TROUBLE,
                            "trawl: there is no trace '" + traceId + "' among the "
                                    + Quantity.of(search.size(), "trace") + " in " + index));
        }
    }
}
