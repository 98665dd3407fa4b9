package dev.trawl.sync;

import dev.trawl.indexer.Change;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The traces in the index, as a source updates them: what a source does not tell any more stays. A server that has
 * archived or lost a trace's spans takes none away from here, and only a server knows of links to runs, not a file.
 *
 * <p>Thread-safe for different traces.
 */
final class HeldTraces {
    private final TraceIndexWriter writer;

    HeldTraces(TraceIndexWriter writer) {
        this.writer = writer;
    }

    Optional<IndexedTrace> held(String traceId) throws IOException {
        return writer.held(traceId);
    }

    Change put(IndexedTrace read) throws IOException {
        var held = writer.held(read.id());
        return writer.put(held.isPresent() ? merged(read, held.get()) : read);
    }

    private static IndexedTrace merged(IndexedTrace read, IndexedTrace held) {
        var trace = read.trace();
        var spans = trace.spans().isEmpty() ? held.trace().spans() : trace.spans();
        return new IndexedTrace(
                new Trace(trace.info(), spans, trace.unknown()), union(read.linkedRuns(), held.linkedRuns()));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Whether two infos say the same; the order of assessments, which no server promises, says nothing. */
    static boolean same(TraceInfo one, TraceInfo other) {
        return one.equals(other)
                || (new HashSet<>(one.assessments()).equals(new HashSet<>(other.assessments()))
                        && withoutAssessments(one).equals(withoutAssessments(other)));
    }

    private static TraceInfo withoutAssessments(TraceInfo info) {
        return new TraceInfo(
                info.traceId(),
                info.clientRequestId(),
                info.location(),
                info.requestTime(),
                info.executionDurationMs(),
                info.state(),
                info.metadata(),
                List.of(),
                info.tags(),
                info.requestPreview(),
                info.responsePreview(),
                info.unknown());
    }
}
