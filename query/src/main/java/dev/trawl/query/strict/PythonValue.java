package dev.trawl.query.strict;

import dev.trawl.trace.PythonRepr;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value of a Python literal. */
sealed interface PythonValue {
    record Text(String text) implements PythonValue {}

    /** Bytes, as the characters U+0000 to U+00FF. */
    record Bytes(String latin1) implements PythonValue {}

    record Whole(BigInteger number) implements PythonValue {}

    record Real(double number) implements PythonValue {}

    record Complex(double real, double imaginary) implements PythonValue {}

    /** {@code True}, {@code False}, {@code None}, {@code Ellipsis}. */
    record Named(String name) implements PythonValue {}

    record Sequence(PythonExpression.Bracket bracket, List<PythonValue> members) implements PythonValue {
        public Sequence {
            members = List.copyOf(members);
        }
    }

    /** A dict, or its entries in the order written. */
    record Dictionary(Map<PythonValue, PythonValue> entries) implements PythonValue {}

    default boolean isNumber() {
        return this instanceof Whole || this instanceof Real || this instanceof Complex;
    }

    /** {@code repr}; members of sets stay in the order written. */
    default String repr() {
        return switch (this) {
            case Text text -> PythonRepr.of(text.text());
            case Bytes bytes -> printed(bytes.latin1());
            case Whole whole -> printed(whole.number());
            case Real real -> PythonNumber.repr(real.number());
            case Complex complex -> printed(complex.real(), complex.imaginary());
            case Named named -> named.name();
            case Sequence sequence -> printed(sequence.bracket(), sequence.members());
            case Dictionary dictionary ->
                dictionary.entries().entrySet().stream()
                        .map(entry ->
                                entry.getKey().repr() + ": " + entry.getValue().repr())
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    /** The name of the Python type, or empty if the value may be a member of a set and a key of a dict. */
    default String unhashableType() {
        return switch (this) {
            case Text text -> "";
            case Bytes bytes -> "";
            case Whole whole -> "";
            case Real real -> "";
            case Complex complex -> "";
            case Named named -> "";
            case Dictionary dictionary -> "dict";
            case Sequence sequence ->
                switch (sequence.bracket()) {
                    case LIST -> "list";
                    case SET -> "set";
                    case TUPLE ->
                        sequence.members().stream()
                                .map(PythonValue::unhashableType)
                                .filter(type -> !type.isEmpty())
                                .findFirst()
                                .orElse("");
                };
        };
    }

    private static String printed(BigInteger number) {
        if (number.abs().compareTo(BigInteger.TEN.pow(4300)) >= 0) {
            throw Refusal.internal(
                            "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit")
                    .asException();
        }
        return number.toString();
    }

    private static String printed(double real, double imaginary) {
        String imaginaryPart = PythonNumber.shortest(imaginary) + "j";
        if (Double.doubleToRawLongBits(real) == 0) {
            return imaginaryPart;
        }
        return "(" + PythonNumber.shortest(real) + (imaginaryPart.startsWith("-") ? "" : "+") + imaginaryPart + ")";
    }

    private static String printed(PythonExpression.Bracket bracket, List<PythonValue> members) {
        String joined = members.stream().map(PythonValue::repr).collect(Collectors.joining(", "));
        return switch (bracket) {
            case LIST -> "[" + joined + "]";
            case TUPLE -> "(" + joined + (members.size() == 1 ? ",)" : ")");
            case SET -> members.isEmpty() ? "set()" : "{" + joined + "}";
        };
    }

    private static String printed(String latin1) {
        char quote = latin1.indexOf('\'') >= 0 && latin1.indexOf('"') < 0 ? '"' : '\'';
        var printed = new StringBuilder("b").append(quote);
        for (int i = 0; i < latin1.length(); i++) {
            char character = latin1.charAt(i);
            switch (character) {
                case '\\' -> printed.append("\\\\");
                case '\n' -> printed.append("\\n");
                case '\r' -> printed.append("\\r");
                case '\t' -> printed.append("\\t");
                default -> {
                    if (character == quote) {
                        printed.append('\\').append(quote);
                    } else if (character >= ' ' && character < 0x7f) {
                        printed.append(character);
                    } else {
                        printed.append("\\x%02x".formatted((int) character));
                    }
                }
            }
        }
        return printed.append(quote).toString();
    }
}
