package dev.trawl.sync;

import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.MlflowException.Kind;
import dev.trawl.mlflow.TraceQuery;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the spans of traces whose infos are known, wherever the server keeps them.
 *
 * <p>Ten at a time is what MLflow's client asks for ({@code MLFLOW_SEARCH_TRACES_MAX_BATCH_SIZE}, 3.17.2). One trace
 * without stored spans makes the server refuse the whole batch, so a refused batch is halved until the culprit stands
 * alone; then come the single trace, the trace's data file, and in the end the info without spans.
 */
final class SpanReading {
    private static final int LARGEST_BATCH = 10;

    /** Bounds what is in memory for one request; the server says beforehand how large most traces are. */
    private static final long LARGEST_BATCH_BYTES = 10L << 20;

    private final MlflowClient client;

    SpanReading(MlflowClient client) {
        this.client = client;
    }

    /** Groups that may each be read by one {@link #read}. */
    static List<List<TraceInfo>> batches(List<TraceInfo> infos) {
        var batches = new ArrayList<List<TraceInfo>>();
        var batch = new ArrayList<TraceInfo>();
        long bytes = 0;
        for (var info : infos) {
            if (!SpansOnServer.inDatabaseOrArchive(info)) {
                batches.add(List.of(info));
                continue;
            }
            long size = SpansOnServer.sizeBytes(info);
            if (!batch.isEmpty() && (batch.size() == LARGEST_BATCH || bytes + size > LARGEST_BATCH_BYTES)) {
                batches.add(List.copyOf(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(info);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }

    /**
     * One reading for each info.
     *
     * @throws MlflowException if the server as a whole cannot be asked
     */
    List<Reading> read(List<TraceInfo> batch) throws IOException {
        return batch.size() == 1 && !SpansOnServer.inDatabaseOrArchive(batch.getFirst())
                ? List.of(fromDataFile(batch.getFirst()))
                : readBatch(batch);
    }

    private List<Reading> readBatch(List<TraceInfo> batch) throws IOException {
        List<Trace> traces;
        try {
            traces = client.traces(batch.stream().map(TraceInfo::traceId).toList());
        } catch (MlflowException e) {
            rethrowIfServerIsLost(e);
            return batch.size() == 1 ? List.of(alone(batch.getFirst())) : readInParts(batch, e);
        }
        var byId = traces.stream().collect(Collectors.toMap(Trace::id, trace -> trace, (first, second) -> second));
        var readings = new ArrayList<Reading>();
        for (var info : batch) {
            var trace = byId.get(info.traceId());
            readings.add(trace == null ? alone(info) : new Reading.Whole(trace));
        }
        return readings;
    }

    /** Halves where one trace is refused at once; one by one where each further failure costs minutes of retries. */
    private List<Reading> readInParts(List<TraceInfo> batch, MlflowException failure) throws IOException {
        boolean refused = failure.kind() == Kind.SPANS_NOT_STORED || failure.kind() == Kind.FORBIDDEN;
        int size = refused ? (batch.size() + 1) / 2 : 1;
        var readings = new ArrayList<Reading>();
        for (int from = 0; from < batch.size(); from += size) {
            readings.addAll(readBatch(batch.subList(from, Math.min(from + size, batch.size()))));
        }
        return readings;
    }

    /** A trace that a batch refused, or left out because not all its spans have arrived at the server. */
    private Reading alone(TraceInfo info) throws IOException {
        try {
            var trace = client.trace(info.traceId());
            return trace.isPresent() ? new Reading.Whole(trace.get()) : fromDataFile(info);
        } catch (MlflowException e) {
            rethrowIfServerIsLost(e);
            if (e.kind() == Kind.FORBIDDEN) {
                return forbidden(info, e);
            }
            var file = fromDataFile(info);
            return file.isWithoutSpans() && mayHaveSpans(e)
                    ? new Reading.InfoOnly(info, String.valueOf(e.getMessage()))
                    : file;
        }
    }

    /** Whether a server that failed so may well have the spans: another time it gives them. */
    private static boolean mayHaveSpans(MlflowException failure) {
        return switch (failure.kind()) {
            case SERVER_ERROR, MALFORMED, UNREACHABLE -> true;
            case OFFLINE,
                    BAD_ADDRESS,
                    BAD_CREDENTIALS,
                    NOT_MLFLOW,
                    UNSUPPORTED,
                    UNAUTHORISED,
                    FORBIDDEN,
                    NOT_FOUND,
                    REFUSED,
                    SPANS_NOT_STORED,
                    STOPPED -> false;
        };
    }

    private Reading fromDataFile(TraceInfo info) throws IOException {
        try {
            return new Reading.Whole(
                    new Trace(info, client.dataFile(info.traceId()).orElse(List.of())));
        } catch (MlflowException e) {
            rethrowIfServerIsLost(e);
            return e.kind() == Kind.FORBIDDEN
                    ? forbidden(info, e)
                    : new Reading.InfoOnly(info, String.valueOf(e.getMessage()));
        }
    }

    /** A server that knows its users forbids a trace that was deleted meanwhile, too; its search tells the one from the other. */
    private Reading forbidden(TraceInfo info, MlflowException refusal) throws IOException {
        if (client.search(TraceQuery.ofTraces(info.experimentId(), List.of(info.traceId())))
                        .size()
                > 0) {
            throw refusal;
        }
        return new Reading.Whole(new Trace(info, List.of()));
    }

    /** A connection that breaks may be the fault of one poisonous trace: the server is lost if it does not answer at all. */
    private void rethrowIfServerIsLost(MlflowException failure) throws IOException {
        if (failure.kind() == Kind.UNREACHABLE) {
            client.version();
        } else if (failure.kind().concernsWholeServer()) {
            throw failure;
        }
    }
}
