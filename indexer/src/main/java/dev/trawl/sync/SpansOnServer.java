package dev.trawl.sync;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What a trace's info tells of its spans: where they are, how large, how many (mlflow/tracing/constant.py, 3.17.2). */
final class SpansOnServer {
    private static final String ARCHIVE = "ARCHIVE_REPO";

    /**
     * A guess: the exporters of all services that take part in a trace have sent their spans by then. OpenTelemetry's
     * batches wait five seconds, its retries less than a minute.
     */
    private static final Duration SETTLING = Duration.ofMinutes(10);

    private SpansOnServer() {}

    /** Whether a batch can give them; the spans of other traces are a file, if there are any. */
    static boolean inDatabaseOrArchive(TraceInfo info) {
        return info.tags().getOrDefault(MlflowKey.SPANS_LOCATION, "").equals("TRACKING_STORE") || inArchive(info);
    }

    static boolean inArchive(TraceInfo info) {
        return info.tags().getOrDefault(MlflowKey.SPANS_LOCATION, "").equals(ARCHIVE);
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

    /**
     * Whether more spans may come of which no info would tell: a trace that came by OpenTelemetry has no statistics, is
     * taken for finished when its root has come, and other services send theirs when they like. A data file is sent after
     * the info.
     */
    static boolean maySettle(Trace trace, long nowMs) {
        return isUntold(trace) && Math.abs(nowMs - endMs(trace.info())) < SETTLING.toMillis();
    }

    /** The same of a trace that ends far in the future, by a clock that is wrong: when it settles, its times do not tell. */
    static boolean isAhead(Trace trace, long nowMs) {
        return isUntold(trace) && endMs(trace.info()) - nowMs >= SETTLING.toMillis();
    }

    /**
     * The same of a trace that is there only now though it ended before a time: what sends it is behind, as after an outage,
     * and may have sent a part.
     */
    static boolean mayComeLate(Trace trace, long beforeMs) {
        return isUntold(trace) && endMs(trace.info()) < beforeMs;
    }

    private static long endMs(TraceInfo info) {
        return info.timestampMs() + Math.max(0, info.executionDurationMs().orElse(0L));
    }

    private static boolean isUntold(Trace trace) {
        var info = trace.info();
        return inDatabaseOrArchive(info)
                ? !info.metadata().containsKey(MlflowKey.SIZE_STATS)
                : trace.spans().isEmpty();
    }

    private static long statistic(TraceInfo info, String name) {
        var text = info.metadata().get(MlflowKey.SIZE_STATS);
        JsonNode statistics = PythonJson.parseOrText(text == null ? "" : text);
        return statistics.path(name).asLong(0);
    }
}
