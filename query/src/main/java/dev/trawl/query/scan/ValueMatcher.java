package dev.trawl.query.scan;

import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.bind.ValueTest.Operand;
import dev.trawl.query.bind.Values;
import dev.trawl.trace.Utf8Text;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;

/** What each {@link ValueTest} means. */
public final class ValueMatcher {
    private ValueMatcher() {}

    /** The test as a predicate, patterns compiled once. Thread-safe. */
    public static Predicate<Value> of(ValueTest test) {
        return switch (test) {
            case ValueTest.Anything anything -> value -> true;
            case ValueTest.Equals equals -> value -> equal(value, equals.operand());
            case ValueTest.OneOf oneOf -> new Choices(oneOf.operands());
            case ValueTest.Ordered ordered -> value -> ordered(value, ordered);
            case ValueTest.Like like -> {
                var matcher = new LikeMatcher(like.pattern());
                yield value -> anyForm(value, form -> matcher.matches(Utf8Text.of(form)));
            }
            case ValueTest.Regex regex -> value -> anyForm(value, regex.pattern()::find);
            case ValueTest.Not not -> of(not.test()).negate();
            case ValueTest.AllOf allOf ->
                allOf.tests().stream().map(ValueMatcher::of).reduce(value -> true, Predicate::and);
            case ValueTest.AnyOf anyOf ->
                anyOf.tests().stream().map(ValueMatcher::of).reduce(value -> false, Predicate::or);
        };
    }

    private static boolean anyForm(Value value, Predicate<String> test) {
        for (var form : value.forms()) {
            if (test.test(form)) {
                return true;
            }
        }
        return false;
    }

    /** A quoted operand is a text, and a typed number in any spelling; a number is also found spelled as a text. */
    static boolean equal(Value value, Operand operand) {
        if (operand.text().isPresent() && value.forms().contains(operand.text().get())) {
            return true;
        }
        if (operand.number().isEmpty()) {
            return false;
        }
        return value.number()
                .or(() -> operand.text().isPresent() ? Optional.empty() : spelled(value))
                .filter(number -> number.compareTo(operand.number().get()) == 0)
                .isPresent();
    }

    /** Numbers by size, texts by code points, and a number before every text, as SQLite orders them. */
    private static boolean ordered(Value value, ValueTest.Ordered test) {
        var operand = test.operand();
        var number = value.number().or(() -> test.spelledNumbers() ? spelled(value) : Optional.empty());
        if (number.isPresent() && operand.number().isPresent()) {
            return test.order().accepts(number.get().compareTo(operand.number().get()));
        }
        if (operand.text().isEmpty()) {
            return false;
        }
        if (value.number().isPresent()) {
            return test.order().accepts(-1);
        }
        return test.order()
                .accepts(CodePoints.compare(
                        value.forms().getFirst(), operand.text().get()));
    }

    private static Optional<BigDecimal> spelled(Value value) {
        return Values.number(value.forms().getFirst());
    }
}
