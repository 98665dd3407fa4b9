package dev.trawl.query.strict;

import dev.trawl.query.strict.PythonExpression.Bracket;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads the list of {@code IN (…)}, which MLflow takes for a Python literal: {@code utils/search_utils.py}
 * {@code _parse_list_from_sql_token} and Python's {@code ast.literal_eval}, whose order of looking it keeps.
 */
final class PythonLists {
    private PythonLists() {}

    /** The texts of a parenthesised list. */
    static List<String> texts(String source) {
        PythonValue value;
        try {
            Utf8.check(source);
            value = value(PythonParser.parse(source));
        } catch (PythonSyntaxException e) {
            throw Refusal.invalid(
                            "While parsing a list in the query, expected a non-empty list of string values, but got ill-formed list.")
                    .asException();
        }
        List<PythonValue> members =
                value instanceof PythonValue.Sequence sequence && sequence.bracket() == Bracket.TUPLE
                        ? sequence.members()
                        : List.of(value);
        if (members.isEmpty()) {
            throw Refusal.invalid(
                            "While parsing a list in the query, expected a non-empty list of string values, but got empty list")
                    .asException();
        }
        var texts = new ArrayList<String>();
        for (PythonValue member : members) {
            if (!(member instanceof PythonValue.Text text)) {
                throw Refusal.invalid(
                                "While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: "
                                        + new PythonValue.Sequence(Bracket.TUPLE, members).repr())
                        .asException();
            }
            texts.add(text.text());
        }
        return texts;
    }

    private static PythonValue value(PythonExpression expression) {
        return switch (expression) {
            case PythonExpression.Constant constant -> constant.value();
            case PythonExpression.Display display -> display(display);
            case PythonExpression.EmptySet emptySet -> new PythonValue.Sequence(Bracket.SET, List.of());
            case PythonExpression.Pairs pairs -> dictionary(pairs);
            case PythonExpression.Sum sum -> sum(sum);
            case PythonExpression.Signed signed -> signedNumber(signed);
            case PythonExpression.Other other -> throw malformed(other);
        };
    }

    private static PythonValue display(PythonExpression.Display display) {
        var members = new ArrayList<PythonValue>();
        for (PythonExpression member : display.members()) {
            PythonValue value = value(member);
            if (display.bracket() == Bracket.SET) {
                checkHashable(value);
            }
            if (display.bracket() != Bracket.SET || !members.contains(value)) {
                members.add(value);
            }
        }
        return new PythonValue.Sequence(display.bracket(), members);
    }

    private static PythonValue dictionary(PythonExpression.Pairs pairs) {
        var entries = new LinkedHashMap<PythonValue, PythonValue>();
        for (PythonExpression.Pair pair : pairs.pairs()) {
            PythonValue key = value(pair.key().orElseThrow(() -> malformed(Optional.empty())));
            PythonValue value = value(pair.value());
            checkHashable(key);
            entries.put(key, value);
        }
        return new PythonValue.Dictionary(entries);
    }

    private static void checkHashable(PythonValue value) {
        if (!value.unhashableType().isEmpty()) {
            throw Refusal.internal("unhashable type: '%s'".formatted(value.unhashableType()))
                    .asException();
        }
    }

    /** A complex number, the one sum a literal may have. */
    private static PythonValue sum(PythonExpression.Sum sum) {
        PythonValue left = signedNumber(sum.left());
        PythonValue right = number(sum.right());
        if (left instanceof PythonValue.Complex || !(right instanceof PythonValue.Complex complex)) {
            throw malformed(sum);
        }
        double leftNumber = switch (left) {
            case PythonValue.Whole whole -> doubleOf(whole.number());
            case PythonValue.Real real -> real.number();
            default -> throw new IllegalStateException("neither an int nor a float: " + left);
        };
        return sum.minus()
                ? new PythonValue.Complex(leftNumber - complex.real(), -complex.imaginary())
                : new PythonValue.Complex(leftNumber + complex.real(), complex.imaginary());
    }

    private static double doubleOf(BigInteger whole) {
        double number = whole.doubleValue();
        if (Double.isInfinite(number)) {
            throw Refusal.internal("int too large to convert to float").asException();
        }
        return number;
    }

    private static PythonValue signedNumber(PythonExpression expression) {
        if (!(expression instanceof PythonExpression.Signed signed)) {
            return number(expression);
        }
        PythonValue operand = number(signed.operand());
        if (!signed.negative()) {
            return operand;
        }
        return switch (operand) {
            case PythonValue.Whole whole -> new PythonValue.Whole(whole.number().negate());
            case PythonValue.Real real -> new PythonValue.Real(-real.number());
            case PythonValue.Complex complex -> new PythonValue.Complex(-complex.real(), -complex.imaginary());
            default -> throw new IllegalStateException("no number: " + operand);
        };
    }

    private static PythonValue number(PythonExpression expression) {
        if (expression instanceof PythonExpression.Constant constant
                && constant.value().isNumber()) {
            return constant.value();
        }
        throw malformed(expression);
    }

    private static RefusedException malformed(PythonExpression expression) {
        return malformed(Optional.of(expression));
    }

    /** {@code _raise_malformed_node}. */
    private static RefusedException malformed(Optional<PythonExpression> expression) {
        return Refusal.internal("malformed node or string"
                        + expression
                                .map(node -> " on line %d: <ast.%s object at 0x…>".formatted(node.line(), node.type()))
                                .orElse(": None"))
                .asException();
    }
}
