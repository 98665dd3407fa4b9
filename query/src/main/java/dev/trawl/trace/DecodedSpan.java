package dev.trawl.trace;

import org.jspecify.annotations.Nullable;

/** The parts of a span that was decoded already. */
final class DecodedSpan implements SpanParts {
    private final Span span;
    private @Nullable SpanText text;

    DecodedSpan(Span span) {
        this.span = span;
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public Utf8Text readable() {
        return Utf8Text.of(text().readable());
    }

    @Override
    public Utf8Text stored() {
        return Utf8Text.of(text().stored());
    }

    private SpanText text() {
        if (text == null) {
            text = SpanText.of(span);
        }
        return text;
    }
}
