package dev.trawl.query.stats;

import dev.trawl.query.bind.SpanField;
import dev.trawl.query.columns.Dictionary;

/** What groups are made by, in columns of spans. */
sealed interface SpanGrouping {
    /** The same for all spans of a trace. */
    record OfTrace(Ordinals ordinals) implements SpanGrouping {}

    /** Told by a span's kind. */
    sealed interface OfKind extends SpanGrouping {}

    record Name(Dictionary dictionary) implements OfKind {}

    record Type(Dictionary dictionary) implements OfKind {}

    record Status(Dictionary dictionary) implements OfKind {}

    record Model(Dictionary dictionary) implements SpanGrouping {}

    record Start(Dictionary dictionary) implements SpanGrouping {}

    record Attribute(SpanField.Keyed field, Dictionary dictionary) implements SpanGrouping {}
}
