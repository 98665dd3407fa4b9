package dev.trawl.query.bind;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A test of one value. */
public sealed interface ValueTest {

    /** The value is this text, or, of a typed number, this number in any spelling. */
    record Equals(Operand operand) implements ValueTest {
        @Override
        public String toString() {
            return "= " + operand;
        }
    }

    /** The value is one of these. */
    record OneOf(List<Operand> operands) implements ValueTest {
        public OneOf {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return operands.stream().map(Operand::toString).collect(Collectors.joining(", ", "in (", ")"));
        }
    }

    /**
     * The value stands in this order to the operand: numbers by size, texts by code points, and a number before every
     * text.
     *
     * @param spelledNumbers whether a text that spells a number counts as that number
     */
    record Ordered(Order order, Operand operand, boolean spelledNumbers) implements ValueTest {
        @Override
        public String toString() {
            return order.symbol() + " " + operand;
        }
    }

    /** The whole value matches. */
    record Like(LikePattern pattern) implements ValueTest {
        @Override
        public String toString() {
            return pattern.toString();
        }
    }

    /** The pattern is found somewhere in the value. */
    record Regex(RegexPattern pattern) implements ValueTest {
        @Override
        public String toString() {
            return pattern.toString();
        }
    }

    /** Any value. */
    record Anything() implements ValueTest {
        @Override
        public String toString() {
            return "is there";
        }
    }

    record Not(ValueTest test) implements ValueTest {
        @Override
        public String toString() {
            return "not " + test;
        }
    }

    record AllOf(List<ValueTest> tests) implements ValueTest {
        public AllOf {
            tests = List.copyOf(tests);
        }

        @Override
        public String toString() {
            return tests.stream().map(ValueTest::toString).collect(Collectors.joining(" and ", "(", ")"));
        }
    }

    record AnyOf(List<ValueTest> tests) implements ValueTest {
        public AnyOf {
            tests = List.copyOf(tests);
        }

        @Override
        public String toString() {
            return tests.stream().map(ValueTest::toString).collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    /** {@code <}, {@code <=}, {@code >} or {@code >=}. */
    enum Order {
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String symbol;

        Order(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /** Whether a comparison with this result satisfies the order. */
        public boolean accepts(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    /**
     * What a value is compared with: a text, a number, or a text that spells a number. At least one is there.
     *
     * @param text as it was written in quotes
     * @param number what is written without quotes, or what the text is as a number, where it may be compared as one
     */
    record Operand(Optional<String> text, Optional<BigDecimal> number) {
        public Operand {
            if (text.isEmpty() && number.isEmpty()) {
                throw new IllegalArgumentException("neither text nor number");
            }
        }

        static Operand text(String text) {
            return new Operand(Optional.of(text), Optional.empty());
        }

        static Operand text(String text, Optional<BigDecimal> number) {
            return new Operand(Optional.of(text), number);
        }

        static Operand number(BigDecimal number) {
            return new Operand(Optional.empty(), Optional.of(number));
        }

        @Override
        public String toString() {
            return text.map(quoted -> "'" + quoted + "'")
                    .or(() -> number.map(BigDecimal::toPlainString))
                    .orElseThrow();
        }
    }
}
