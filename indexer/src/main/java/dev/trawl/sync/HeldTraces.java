package dev.trawl.sync;

import dev.trawl.indexer.Change;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.source.spans.TraceOfSpans;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.Span;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

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

    /** Puts a trace that a file told of. What a server told of it counts for more. */
    Change put(IndexedTrace read) throws IOException {
        var held = writer.held(read.id());
        return writer.put(
                held.isPresent()
                        ? merged(read, held.get(), held.get().provenance().orElse(read.provenance()))
                        : read);
    }

    /** Puts a trace that a server has just told of. */
    Change putPresent(Trace read, String source) throws IOException {
        var now = new IndexedTrace(read, Provenance.of(source));
        var held = writer.held(now.id());
        return writer.put(
                held.isPresent()
                        ? merged(now, held.get(), held.get().provenance().presentAt(source))
                        : now);
    }

    /** The same trace, of which more is known. */
    Change put(IndexedTrace held, Provenance provenance) throws IOException {
        return writer.put(new IndexedTrace(held.trace(), provenance));
    }

    private static IndexedTrace merged(IndexedTrace read, IndexedTrace held, Provenance provenance) {
        return new IndexedTrace(merged(read.trace(), held.trace()), provenance);
    }

    /** Spans alone tell less than MLflow's info does, and may be only some of a trace's. */
    private static Trace merged(Trace read, Trace held) {
        if (TraceOfSpans.isOfSpans(read)) {
            return TraceOfSpans.isOfSpans(held)
                    ? TraceOfSpans.extended(held, read)
                    : new Trace(held.info(), TraceOfSpans.united(held, read), held.unknown());
        }
        return new Trace(read.info(), spans(read, held), read.unknown());
    }

    /** An archive may have lost some of the spans that were there before. */
    private static List<Span> spans(Trace read, Trace held) {
        boolean fewerInArchive = SpansOnServer.inArchive(read.info())
                && read.spans().size() < held.spans().size();
        return read.spans().isEmpty() || fewerInArchive ? held.spans() : read.spans();
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
