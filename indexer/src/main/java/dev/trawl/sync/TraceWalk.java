package dev.trawl.sync;

import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.MlflowException.Kind;
import dev.trawl.mlflow.TracePage;
import dev.trawl.mlflow.TraceQuery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lists the infos of all traces in a closed span of time, oldest first, a page at a time.
 *
 * <p>MLflow's page token is a bare offset: pages get slower with depth, and shift when traces arrive in between. So the
 * walk goes by windows of time instead. A window that fits into one page is done; one that does not, be it that the server
 * gives less than it is asked for, is cut before the last timestamp of the page, where the next window begins. The width of
 * the next window follows from how many traces the last one held. Only where more traces than a page holds share one
 * millisecond, tokens lead through that millisecond.
 */
final class TraceWalk {
    /** The end of the year 9999. */
    static final long END_OF_TIME_MS = 253_402_300_799_999L;

    private static final int PAGE = TraceQuery.LARGEST_PAGE;

    /** Below a full page, so that windows of a steady history are seldom cut. */
    private static final double AIM = 0.8 * PAGE;

    private static final double FASTEST_GROWTH = 8;

    private final MlflowClient client;
    private final List<String> experimentIds;
    private final String condition;
    private final long toMs;

    /** The earliest timestamp not yet listed. */
    private long cursor;

    private double width;

    /** The page that the walk begins with, if it is known already. */
    private Optional<TracePage> first;

    /** What is left of a millisecond, or whatever else cannot be cut. */
    private Optional<TraceQuery> rest = Optional.empty();

    /**
     * @param condition what the traces must fulfil besides, in MLflow's filter language; empty for all
     * @param fromMs first millisecond since the epoch
     * @param toMs last millisecond since the epoch, included
     */
    TraceWalk(MlflowClient client, List<String> experimentIds, String condition, long fromMs, long toMs) {
        this(client, experimentIds, condition, fromMs, toMs, Optional.empty());
    }

    /**
     * The same.
     *
     * @param first the oldest of these traces, more than which follow, if they are known already
     */
    TraceWalk(
            MlflowClient client,
            List<String> experimentIds,
            String condition,
            long fromMs,
            long toMs,
            Optional<TracePage> first) {
        this.client = client;
        this.experimentIds = experimentIds;
        this.condition = condition;
        this.cursor = fromMs;
        this.toMs = toMs;
        this.width = (double) toMs - fromMs + 1;
        this.first = first;
    }

    /** The next traces; empty at the end. A page lists some of them a second time only when some were unreadable. */
    Optional<TracePage> next() throws IOException {
        while (cursor <= toMs || rest.isPresent()) {
            var page = rest.isPresent() ? nextOfRest(rest.get()) : nextWindow();
            if (page.size() > 0) {
                return Optional.of(page);
            }
        }
        return Optional.empty();
    }

    private TracePage nextWindow() throws IOException {
        long start = cursor;
        long end = width >= toMs - start + 1.0 ? toMs : start + Math.max(1, (long) width) - 1;
        var page = first.isPresent() ? first.get() : client.search(query(start, end, PAGE));
        first = Optional.empty();
        if (!goesOn(page)) {
            cursor = end + 1;
            width *= page.size() == 0 ? FASTEST_GROWTH : Math.clamp(AIM / page.size(), 0.5, FASTEST_GROWTH);
            if (page.size() == 0) {
                skipEmptyTime();
            }
            return page;
        }
        return cut(page, start, end);
    }

    /** A page that more follows is complete up to its last timestamp; that one and what follows is for the next window. */
    private TracePage cut(TracePage page, long start, long end) throws MlflowException {
        var infos = page.traces();
        long first = infos.isEmpty() ? start : infos.getFirst().timestampMs();
        long last = infos.isEmpty() ? start : infos.getLast().timestampMs();
        if (first < last) {
            if (last <= start) {
                throw new MlflowException(
                        Kind.MALFORMED,
                        client.connection().address() + " gives traces of another time than it is asked for.");
            }
            cursor = last;
            width = last - start;
            var complete =
                    infos.stream().filter(info -> info.timestampMs() < last).toList();
            return new TracePage(complete, page.unreadable(), Optional.empty());
        }
        long restEnd = infos.isEmpty() ? end : last;
        cursor = restEnd + 1;
        rest = Optional.of(query(infos.isEmpty() ? start : last, restEnd, PAGE))
                .map(sameTime -> sameTime.from(page.nextPageToken()))
                .filter(sameTime -> sameTime.pageToken().isPresent());
        return page;
    }

    private TracePage nextOfRest(TraceQuery query) throws IOException {
        var page = client.search(query);
        rest = page.nextPageToken().map(token -> query.from(Optional.of(token)));
        return page;
    }

    /** Jumps to the next trace: a history may have holes of years. */
    private void skipEmptyTime() throws IOException {
        if (cursor <= toMs) {
            var next = client.search(query(cursor, toMs, 1));
            if (isEnd(next)) {
                cursor = toMs + 1;
            } else if (!next.traces().isEmpty()) {
                cursor = next.traces().getFirst().timestampMs();
            }
        }
    }

    /** Nothing is there, and nothing follows. */
    private static boolean isEnd(TracePage page) {
        return page.size() == 0 && page.nextPageToken().isEmpty();
    }

    private TraceQuery query(long start, long end, int maxResults) {
        var time = "timestamp_ms >= " + start + " AND timestamp_ms <= " + end;
        return oldestFirst(experimentIds, condition.isEmpty() ? time : condition + " AND " + time, maxResults);
    }

    private static TraceQuery oldestFirst(List<String> experimentIds, String filter, int maxResults) {
        return new TraceQuery(
                experimentIds, filter, List.of("timestamp_ms ASC", "request_id ASC"), maxResults, Optional.empty());
    }

    /** Asks for the oldest traces of an experiment since a time: all of them, unless the page {@linkplain #goesOn goes on}. */
    static TraceQuery beginning(String experimentId, OptionalLong fromMs) {
        var filter = fromMs.isPresent() ? "timestamp_ms >= " + fromMs.getAsLong() : "";
        return oldestFirst(List.of(experimentId), filter, PAGE);
    }

    /** Whether more may follow than the page holds. */
    static boolean goesOn(TracePage page) {
        return page.size() >= PAGE || page.nextPageToken().isPresent();
    }

    /** The timestamp of an experiment's oldest trace; empty when it has none. */
    static OptionalLong oldestMs(MlflowClient client, String experimentId) throws IOException {
        return outermost(client, experimentId, "ASC", 0);
    }

    /** The timestamp of an experiment's newest trace; empty when it has none. */
    static OptionalLong newestMs(MlflowClient client, String experimentId) throws IOException {
        return outermost(client, experimentId, "DESC", END_OF_TIME_MS);
    }

    private static OptionalLong outermost(MlflowClient client, String experimentId, String direction, long ifUnreadable)
            throws IOException {
        var query =
                new TraceQuery(List.of(experimentId), "", List.of("timestamp_ms " + direction), 1, Optional.empty());
        var page = client.search(query);
        if (isEnd(page)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                page.traces().isEmpty()
                        ? ifUnreadable
                        : page.traces().getFirst().timestampMs());
    }
}
