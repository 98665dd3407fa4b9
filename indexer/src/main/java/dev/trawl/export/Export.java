package dev.trawl.export;

import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes the traces that a filter selects, in the order asked for, as one commit of the index holds them. */
public final class Export {
    /** Hits that are found in one go; only one trace is loaded at a time. */
    private static final int PAGE = 1_000;

    private final TraceSearch search;
    private final UnaryOperator<IndexedTrace> change;
    private final ExportListener listener;

    /**
     * @param change made to each trace before it is written
     * @param listener may end the export
     */
    public Export(TraceSearch search, UnaryOperator<IndexedTrace> change, ExportListener listener) {
        this.search = search;
        this.change = change;
        this.listener = listener;
    }

    /**
     * What was written.
     *
     * @param leftOut traces that the format cannot hold
     */
    public record Report(long traces, long leftOut) {}

    /**
     * Writes to a stream, which is flushed and stays open.
     *
     * @throws dev.trawl.query.FilterException if the filter or the order means nothing
     */
    public Report run(SearchRequest request, ExportFormat format, OutputStream out) throws IOException {
        long written = 0;
        long leftOut = 0;
        var writer = format.writer(out);
        var page = Optional.of(request.withLimit(PAGE));
        while (page.isPresent()) {
            var result = search.search(page.get(), listener);
            for (var hit : result.hits()) {
                if (writer.write(change.apply(search.load(hit)))) {
                    written++;
                } else {
                    leftOut++;
                }
                listener.written(written);
            }
            page = result.next().map(request.withLimit(PAGE)::withAfter);
        }
        writer.finish();
        out.flush();
        return new Report(written, leftOut);
    }
}
