package dev.trawl.query;

import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.FieldType;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.TraceValues;
import dev.trawl.query.scan.Value;
import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A field of traces, named as a filter names it, that reads its values from a trace. */
public final class FieldReader {
    private final TraceField field;
    private final FieldType type;
    private final SessionAssessments sessions;

    private FieldReader(TraceField field, FieldType type, SessionAssessments sessions) {
        this.field = field;
        this.type = type;
        this.sessions = sessions;
    }

    /**
     * The reader of a field.
     *
     * @throws FilterException if the name means none, or one of spans
     */
    static FieldReader of(String name, SessionAssessments sessions) {
        return switch (BoundField.named(name)) {
            case BoundField.OfTrace ofTrace -> new FieldReader(ofTrace.field(), ofTrace.type(), sessions);
            case BoundField.OfSpan ofSpan ->
                throw new FilterException(
                        name,
                        List.of(new Problem(
                                0,
                                name.length(),
                                name + " is a field of spans, of which a trace has many",
                                Optional.of("name a field of the trace, such as status, tag.env or total_tokens"))));
        };
    }

    /** A value: as a text, and as a number if it is one. */
    public record FieldValue(String text, Optional<BigDecimal> number) {
        private static FieldValue of(Value value) {
            return new FieldValue(value.forms().getFirst(), value.number());
        }
    }

    @SuppressWarnings("exports") // its package is exported to the command line, which alone asks
    public TraceField field() {
        return field;
    }

    @SuppressWarnings("exports") // its package is exported to the command line, which alone asks
    public FieldType type() {
        return type;
    }

    /** The field's values in a trace; none where it is missing. */
    public List<FieldValue> values(TraceParts trace) {
        return new TraceValues(sessions).of(field, trace).map(FieldValue::of).toList();
    }
}
