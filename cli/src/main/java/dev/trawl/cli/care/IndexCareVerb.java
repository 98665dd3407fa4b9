package dev.trawl.cli.care;

import dev.trawl.cli.render.Quantity;
import dev.trawl.indexer.CareListener;
import dev.trawl.indexer.IndexCare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What is done to an index as a whole. */
enum IndexCareVerb {
    REINDEX,
    COMPACT;

    /** For the help: first in one line, then more. */
    String[] description() {
        return switch (this) {
            case REINDEX ->
                new String[] {
                    "Make the index anew from the traces stored in it.",
                    "",
                    "For an upgrade of trawl that changes the format, and where trawl verify found traces that are indexed"
                            + " wrongly. No server is asked. The old index stays as it is until the new one takes its place in"
                            + " one step, so that it needs as much room again while it works."
                };
            case COMPACT ->
                new String[] {
                    "Merge the index into a few parts, and drop what was replaced or deleted.",
                    "",
                    "Smaller, and faster to search, after many syncs. It needs as much room again while it works."
                };
        };
    }

    CareProgress progress() {
        return switch (this) {
            case REINDEX -> CareProgress.ofTraces(toString());
            case COMPACT -> CareProgress.ofBytes(toString());
        };
    }

    IndexCare.Report run(Path folder, CareListener listener) throws IOException {
        return switch (this) {
            case REINDEX -> IndexCare.reindex(folder, listener);
            case COMPACT -> IndexCare.compact(folder, listener);
        };
    }

    /** What was done, in a line. */
    String told(IndexCare.Report report, Path folder) {
        var traces = Quantity.of(report.traces(), "trace");
        var done = switch (this) {
            case REINDEX -> "made the index in " + folder + " anew: " + traces;
            case COMPACT ->
                "compacted the index in " + folder + ": " + traces + " in " + Quantity.of(report.segments(), "part");
        };
        return done + ", " + Quantity.bytes(report.bytesBefore()) + " before, " + Quantity.bytes(report.bytesAfter())
                + " now";
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
