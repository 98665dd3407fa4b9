package dev.trawl.query.bind;

/** The field that a key names, and how its values compare. */
sealed interface BoundField {
    FieldType type();

    record OfTrace(TraceField field, FieldType type) implements BoundField {}

    record OfSpan(SpanField field, FieldType type) implements BoundField {}
}
