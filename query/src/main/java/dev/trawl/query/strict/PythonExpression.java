package dev.trawl.query.strict;

import java.util.List;
import java.util.Optional;

/** A Python expression, as far as {@code ast.literal_eval} tells expressions apart. */
sealed interface PythonExpression {
    /** What encloses a sequence. */
    enum Bracket {
        TUPLE,
        LIST,
        SET
    }

    /** The line on which it begins, from 1. */
    int line();

    /** The name of the class in Python's {@code ast}. */
    default String type() {
        return switch (this) {
            case Constant constant -> "Constant";
            case Display display ->
                switch (display.bracket()) {
                    case TUPLE -> "Tuple";
                    case LIST -> "List";
                    case SET -> "Set";
                };
            case Pairs pairs -> "Dict";
            case Signed signed -> "UnaryOp";
            case Sum sum -> "BinOp";
            case EmptySet emptySet -> "Call";
            case Other other -> other.name();
        };
    }

    record Constant(PythonValue value, int line) implements PythonExpression {}

    /** {@code (a, b)}, {@code [a, b]}, {@code {a, b}}. */
    record Display(Bracket bracket, List<PythonExpression> members, int line) implements PythonExpression {
        public Display {
            members = List.copyOf(members);
        }
    }

    /** {@code {a: b}}. */
    record Pairs(List<Pair> pairs, int line) implements PythonExpression {
        public Pairs {
            pairs = List.copyOf(pairs);
        }
    }

    /** An entry of a dict; {@code **a} has no key. */
    record Pair(Optional<PythonExpression> key, PythonExpression value) {}

    /** {@code -a} and {@code +a}. */
    record Signed(boolean negative, PythonExpression operand, int line) implements PythonExpression {}

    /** {@code a + b} and {@code a - b}. */
    record Sum(PythonExpression left, boolean minus, PythonExpression right, int line) implements PythonExpression {}

    /** {@code set()}. */
    record EmptySet(int line) implements PythonExpression {}

    /** Anything no literal may contain, by the name of its class in {@code ast}. */
    record Other(String name, int line) implements PythonExpression {}
}
