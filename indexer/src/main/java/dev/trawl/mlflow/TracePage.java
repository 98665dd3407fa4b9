package dev.trawl.mlflow;

import dev.trawl.trace.TraceInfo;
import java.util.List;
import java.util.Optional;

/**
 * What one search request found.
 *
 * @param traces in the order asked for
 * @param unreadable traces whose infos make no sense
 * @param nextPageToken there whenever the page is full, even if nothing follows
 */
public record TracePage(List<TraceInfo> traces, List<UnreadableTrace> unreadable, Optional<String> nextPageToken) {
    public TracePage {
        traces = List.copyOf(traces);
        unreadable = List.copyOf(unreadable);
    }

    /** Traces found, readable or not. */
    public int size() {
        return traces.size() + unreadable.size();
    }

    /**
     * A trace that the server has and trawl cannot read.
     *
     * @param id empty when not even that can be told
     */
    public record UnreadableTrace(String id, String reason) {}
}
