package dev.trawl.sync;

import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import tools.jackson.databind.JsonNode;

/** What a trace's info tells of its spans: where they are, how large, how many (mlflow/tracing/constant.py, 3.17.2). */
final class StoredSpans {
    private static final String LOCATION_TAG = "mlflow.trace.spansLocation";
    private static final String SIZE_STATS = "mlflow.trace.sizeStats";

    private StoredSpans() {}

    /** Whether a batch can give them; the spans of other traces are a file, if there are any. */
    static boolean inDatabaseOrArchive(TraceInfo info) {
        var location = info.tags().getOrDefault(LOCATION_TAG, "");
        return location.equals("TRACKING_STORE") || location.equals("ARCHIVE_REPO");
    }

    /** Bytes of all spans; 0 when unknown. */
    static long sizeBytes(TraceInfo info) {
        return statistic(info, "total_size_bytes");
    }

    /** Whether more spans are to come: the trace is in progress, or its client has sent more than the server gave. */
    static boolean toCome(Trace trace) {
        return trace.info().state().equals("IN_PROGRESS")
                || (inDatabaseOrArchive(trace.info())
                        && !trace.spans().isEmpty()
                        && trace.spans().size() < statistic(trace.info(), "num_spans"));
    }

    private static long statistic(TraceInfo info, String name) {
        var text = info.metadata().get(SIZE_STATS);
        JsonNode statistics = PythonJson.parseOrText(text == null ? "" : text);
        return statistics.path(name).asLong(0);
    }
}
