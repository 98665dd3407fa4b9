package dev.trawl.cli.get;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A trace of an index, found by its id or the beginning of it. */
public final class TraceById {
    private TraceById() {}

    /** Ids that a person is shown when there are several. */
    private static final int IDS_LISTED = 10;

    private static final String USUAL_BEGINNING = "tr-";

    /**
     * The trace whose id is or begins with a text; {@code tr-} may be left out.
     *
     * @throws FailureException if there is none, or more than one
     */
    public static IndexedTrace beginning(TraceSearch search, Path index, String text) throws IOException {
        var exact = search.get(text);
        if (exact.isPresent()) {
            return exact.get();
        }
        var ids = text.isEmpty() ? List.<String>of() : search.idsBeginning(text, IDS_LISTED + 1);
        if (ids.isEmpty() && !text.isEmpty()) {
            ids = search.idsBeginning(USUAL_BEGINNING + text, IDS_LISTED + 1);
        }
        if (ids.size() > 1) {
            throw new FailureException(
                    ExitCode.TROUBLE,
                    "trawl: several traces begin with '" + text + "':\n  "
                            + String.join("\n  ", ids.subList(0, Math.min(ids.size(), IDS_LISTED)))
                            + (ids.size() > IDS_LISTED ? "\n  …" : ""));
        }
        return search.get(ids.isEmpty() ? text : ids.getFirst()).orElseThrow(() -> missing(search, index, text));
    }

    /**
     * The trace of that id.
     *
     * @throws FailureException if the index holds none
     */
    public static Trace find(IndexOption index, Surroundings surroundings, String traceId) throws IOException {
        try (var search = index.open(surroundings)) {
            return search.get(traceId)
                    .map(IndexedTrace::trace)
                    .orElseThrow(() -> missing(search, index.folder(surroundings), traceId));
        }
    }

    private static FailureException missing(TraceSearch search, Path index, String traceId) {
        return new FailureException(
                ExitCode.TROUBLE,
                "trawl: there is no trace '" + traceId + "' among the " + Quantity.of(search.size(), "trace") + " in "
                        + index);
    }
}
