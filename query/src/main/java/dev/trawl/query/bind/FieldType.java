package dev.trawl.query.bind;

/** How the values of a field are compared, and what may be written beside it. */
public enum FieldType {
    /** Text. */
    TEXT,
    /** Text of any length, {@link dev.trawl.trace.SpanText}: escapes in a pattern are also tried decoded. */
    LONG_TEXT,
    /** A number. */
    NUMBER,
    /** Milliseconds since the epoch; a date, a time or {@code now - 7d} may be written too. */
    TIME,
    /** Milliseconds; {@code 1.5s} may be written too. */
    DURATION,
    /** Whatever the value is: numbers compare as numbers, texts as texts. */
    TYPED,
    /** Text; but one that spells a number compares with numbers by size. */
    TEXT_OR_NUMBER;

    /** The operators that may stand beside a field of this type, as they are written; {@code <} stands for {@code <=} too. */
    public String operators() {
        return switch (this) {
            case TEXT, TEXT_OR_NUMBER, TYPED, LONG_TEXT -> "= != < > LIKE ILIKE RLIKE IN BETWEEN, IS NULL";
            case NUMBER, TIME, DURATION -> "= != < > IN BETWEEN, IS NULL";
        };
    }
}
