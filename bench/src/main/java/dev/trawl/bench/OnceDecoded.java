package dev.trawl.bench;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceParts;
import dev.trawl.trace.Utf8Text;
import java.util.List;

/** A trace whose texts were made from its spans, once for all the questions that it is asked. */
public record OnceDecoded(TraceInfo info, Provenance provenance, List<SpanParts> spans) implements TraceParts {
    public OnceDecoded(IndexedTrace indexed) {
        this(
                indexed.trace().info(),
                indexed.provenance(),
                indexed.trace().spans().stream().map(OnceDecoded::parts).toList());
    }

    private record Parts(Span span, Utf8Text readable, Utf8Text stored) implements SpanParts {}

    private static SpanParts parts(Span span) {
        var parts = SpanParts.of(span);
        return new Parts(span, parts.readable(), parts.stored());
    }
}
