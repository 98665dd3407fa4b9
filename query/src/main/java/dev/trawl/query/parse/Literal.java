package dev.trawl.query.parse;

import dev.trawl.query.TextLiteral;
import java.math.BigDecimal;

/** A value as written. */
public sealed interface Literal {
    SourceRange range();

    /** {@code 'text'}, its quotes removed; also the words {@code true} and {@code false}. */
    record Text(String text, SourceRange range) implements Literal {
        @Override
        public String toString() {
            return TextLiteral.of(text);
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
