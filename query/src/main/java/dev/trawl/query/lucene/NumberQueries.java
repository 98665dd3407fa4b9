package dev.trawl.query.lucene;

import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.bind.ValueTest.Operand;
import dev.trawl.query.bind.ValueTest.Order;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Exact queries on a field of whole numbers, one per document at most. */
record NumberQueries(String field) {

    Candidates hasValue(ValueTest test) {
        return switch (test) {
            case ValueTest.Anything anything -> present();
            case ValueTest.Equals equals -> equal(equals.operand());
            case ValueTest.OneOf oneOf ->
                Candidates.anyOf(oneOf.operands().stream().map(this::equal).toList());
            case ValueTest.Ordered ordered -> ordered(ordered.order(), ordered.operand());
            case ValueTest.Not not ->
                Candidates.allOf(List.of(present(), hasValue(not.test()).inverted()));
            case ValueTest.AllOf allOf ->
                Candidates.allOf(allOf.tests().stream().map(this::hasValue).toList());
            case ValueTest.AnyOf anyOf ->
                Candidates.anyOf(anyOf.tests().stream().map(this::hasValue).toList());
            case ValueTest.Like like -> present().uncertain();
            case ValueTest.Regex regex -> present().uncertain();
        };
    }

    private Candidates present() {
        return Candidates.exactly(new FieldExistsQuery(field));
    }

    /** A text that is no number equals the number only in its spelling, which the check decides; it hardly ever does. */
    private Candidates equal(Operand operand) {
        return operand.number()
                .map(number -> number.stripTrailingZeros().scale() > 0
                        ? Candidates.nothing()
                        : Candidates.exactly(range(number, number)))
                .orElseGet(() -> present().uncertain());
    }

    /** Numbers come before every text. */
    private Candidates ordered(Order order, Operand operand) {
        if (operand.number().isEmpty()) {
            return order.accepts(-1) ? present() : Candidates.nothing();
        }
        var number = operand.number().get();
        return Candidates.exactly(
                switch (order) {
                    case LESS ->
                        range(LOWEST, number.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE));
                    case AT_MOST -> range(LOWEST, number);
                    case GREATER -> range(number.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE), HIGHEST);
                    case AT_LEAST -> range(number, HIGHEST);
                });
    }

    private static final BigDecimal LOWEST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Both ends included; ends beyond 64 bits are cut to them, and a range without whole numbers is empty. */
    private Query range(BigDecimal low, BigDecimal high) {
        var from = low.max(LOWEST).setScale(0, RoundingMode.CEILING).toBigInteger();
        var to = high.min(HIGHEST).setScale(0, RoundingMode.FLOOR).toBigInteger();
        if (from.compareTo(to) > 0 || !fits(from) || !fits(to)) {
            return MatchNoDocsQuery.INSTANCE;
        }
        return NumericDocValuesField.newSlowRangeQuery(field, from.longValueExact(), to.longValueExact());
    }

    private static boolean fits(BigInteger number) {
        return number.bitLength() < Long.SIZE;
    }
}
