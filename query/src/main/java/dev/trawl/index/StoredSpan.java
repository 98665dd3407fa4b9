package dev.trawl.index;

import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.TraceJson;
import dev.trawl.trace.Utf8Text;
import org.jspecify.annotations.Nullable;

/** A span of a {@link StoredTrace}: its texts are there, all else is parsed when first asked for. */
final class StoredSpan implements SpanParts {
    private final Utf8Text readable;
    private final Utf8Text stored;
    private @Nullable Span span;

    StoredSpan(Utf8Text readable, Utf8Text stored) {
        this.readable = readable;
        this.stored = stored;
    }

    @Override
    public Span span() {
        if (span == null) {
            span = TraceJson.readSpan(PythonJson.parse(stored.toBytes()));
        }
        return span;
    }

    @Override
    public Utf8Text readable() {
        return readable;
    }

    @Override
    public Utf8Text stored() {
        return stored;
    }
}
