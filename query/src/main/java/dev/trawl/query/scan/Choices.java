package dev.trawl.query.scan;

import dev.trawl.query.bind.ValueTest.Operand;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The test of IN, in constant time however long the list is: the same as {@code =} with one of its operands. */
final class Choices implements Predicate<Value> {
    private final Set<String> texts = new HashSet<>();
    private final Set<BigDecimal> numbers = new HashSet<>();
    private final List<Operand> unquoted;

    Choices(List<Operand> operands) {
        operands.forEach(operand -> operand.text().ifPresent(texts::add));
        operands.forEach(
                operand -> operand.number().map(BigDecimal::stripTrailingZeros).ifPresent(numbers::add));
        unquoted = operands.stream().filter(operand -> operand.text().isEmpty()).toList();
    }

    @Override
    public boolean test(Value value) {
        return value.forms().stream().anyMatch(texts::contains)
                || value.number()
                        .map(BigDecimal::stripTrailingZeros)
                        .filter(numbers::contains)
                        .isPresent()
                || unquoted.stream().anyMatch(operand -> ValueMatcher.equal(value, operand));
    }
}
