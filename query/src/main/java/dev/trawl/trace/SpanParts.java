package dev.trawl.trace;

/** A span in parts that may be decoded when they are first asked for. Not thread-safe. */
public interface SpanParts {
    Span span();

    /** Its {@link SpanText}, readable. */
    Utf8Text readable();

    /** Its {@link SpanText}, stored. */
    Utf8Text stored();

    /** The parts of a span that is decoded already; its text is made when first asked for. */
    static SpanParts of(Span span) {
        return new DecodedSpan(span);
    }
}
