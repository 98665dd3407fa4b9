package dev.trawl.trace;

import org.jspecify.annotations.Nullable;

/** The parts of a span that was decoded already. */
final class DecodedSpan implements SpanParts {
    private final Span span;
    private @Nullable Utf8Text readable;
    private @Nullable Utf8Text stored;

    DecodedSpan(Span span) {
        this.span = span;
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public Utf8Text readable() {
        if (readable == null) {
            readable = SpanText.readable(span);
        }
        return readable;
    }

    @Override
    public Utf8Text stored() {
        if (stored == null) {
            stored = SpanText.stored(span);
        }
        return stored;
    }
}
