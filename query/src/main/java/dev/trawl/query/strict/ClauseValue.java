package dev.trawl.query.strict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** The right side of a clause, read. */
sealed interface ClauseValue {
    /** A quoted text without its quotes. */
    record Text(String text) implements ClauseValue {}

    /** An integer of any size. */
    record Whole(BigInteger number) implements ClauseValue {}

    /** A number with a point or an exponent, possibly infinite. */
    record Fraction(double number) implements ClauseValue {}

    /** A Python tuple of texts; {@code = ('a')} has one as well as {@code IN ('a')}. */
    record Texts(List<String> texts) implements ClauseValue {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** No value: {@code IS NULL}. */
    record Nothing() implements ClauseValue {}

    /** The name of the Python type, as in a {@code TypeError}. */
    default String pythonType() {
        return switch (this) {
            case Text text -> "str";
            case Whole whole -> "int";
            case Fraction fraction -> "float";
            case Texts texts -> "tuple";
            case Nothing nothing -> "NoneType";
        };
    }

    /** Python's {@code this > other} of two numbers or two texts. */
    default boolean isGreaterThan(ClauseValue other) {
        if (this instanceof Text left && other instanceof Text right) {
            return Arrays.compare(
                            left.text().codePoints().toArray(),
                            right.text().codePoints().toArray())
                    > 0;
        }
        if (isNumber() && other.isNumber()) {
            return compareNumbers(this, other) > 0;
        }
        throw Refusal.internal("'>' not supported between instances of '%s' and '%s'"
                        .formatted(pythonType(), other.pythonType()))
                .asException();
    }

    private boolean isNumber() {
        return this instanceof Whole || this instanceof Fraction;
    }

    private static int compareNumbers(ClauseValue left, ClauseValue right) {
        double leftDouble = asDouble(left);
        double rightDouble = asDouble(right);
        return Double.isInfinite(leftDouble) || Double.isInfinite(rightDouble)
                ? Double.compare(leftDouble, rightDouble)
                : exact(left).compareTo(exact(right));
    }

    private static double asDouble(ClauseValue value) {
        return value instanceof Fraction fraction ? fraction.number() : 0;
    }

    private static BigDecimal exact(ClauseValue value) {
        return switch (value) {
            case Whole whole -> new BigDecimal(whole.number());
            case Fraction fraction -> new BigDecimal(fraction.number());
            case Text text -> throw new IllegalStateException("a text is no number");
            case Texts texts -> throw new IllegalStateException("a tuple is no number");
            case Nothing nothing -> throw new IllegalStateException("nothing is no number");
        };
    }
}
