package dev.trawl.query.scan;

import dev.trawl.trace.Provenance;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceParts;
import java.util.List;

/** A trace with only one of its spans: a condition on some span holds for it when it holds for that span. */
public record SingleSpan(TraceParts trace, SpanParts span) implements TraceParts {
    @Override
    public TraceInfo info() {
        return trace.info();
    }

    @Override
    public Provenance provenance() {
        return trace.provenance();
    }

    @Override
    public List<SpanParts> spans() {
        return List.of(span);
    }
}
