package dev.trawl.query.stats;

import dev.trawl.query.bind.SpanField;

/** Which numbers are kept, in columns of spans. */
sealed interface SpanAmount {
    /** The same for all spans of a trace. */
    record OfTrace(Amounts amounts) implements SpanAmount {}

    record Duration() implements SpanAmount {}

    record Start() implements SpanAmount {}

    record Attribute(SpanField.Keyed field) implements SpanAmount {}
}
