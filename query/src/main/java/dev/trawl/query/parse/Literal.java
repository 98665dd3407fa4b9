package dev.trawl.query.parse;

import java.math.BigDecimal;

/** A value as written. */
public sealed interface Literal {
    SourceRange range();

    /** {@code 'text'}, its quotes removed; also the words {@code true} and {@code false}. */
    record Text(String text, SourceRange range) implements Literal {
        /** In plain quotes, but where a backslash would stand before one of them and seem to escape it. */
        @Override
        public String toString() {
            return text.contains("\\'") || text.endsWith("\\") ? "u" + escaped() : "'" + text.replace("'", "''") + "'";
        }

        /** As it stands in a list, where a backslash begins an escape. */
        String escaped() {
            return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        }
    }

    /** {@code 0.5}. */
    record Numeric(BigDecimal value, SourceRange range) implements Literal {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** {@code 1.5s}. */
    record Duration(BigDecimal milliseconds, SourceRange range) implements Literal {
        @Override
        public String toString() {
            return milliseconds.toPlainString() + "ms";
        }
    }

    /** {@code now - 7d}. */
    record Moment(BigDecimal millisecondsFromNow, SourceRange range) implements Literal {
        @Override
        public String toString() {
            var sign = millisecondsFromNow.signum() < 0 ? " - " : " + ";
            return "now" + sign + millisecondsFromNow.abs().toPlainString() + "ms";
        }
    }
}
