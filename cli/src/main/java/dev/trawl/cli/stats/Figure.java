package dev.trawl.cli.stats;

import dev.trawl.cli.render.Sheet;
import dev.trawl.query.bind.FieldType;
import dev.trawl.query.stats.Metric;
import dev.trawl.query.stats.Stats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A number as a cell: whole for machines, rounded for a person. */
final class Figure {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final int DIGITS = 4;

    private Figure() {}

    /** The number of a metric; times stand as times. */
    static Sheet.Cell of(Metric metric, Optional<BigDecimal> number) {
        return number.map(value -> new Sheet.Cell(json(value), shown(metric, value)))
                .orElseGet(() -> Sheet.Cell.nothing("-"));
    }

    /** Whole numbers without a point, as is what no double holds: of a sum beyond them nobody asks for fractions. */
    private static JsonNode json(BigDecimal number) {
        var nodes = JsonNodeFactory.instance;
        boolean whole = number.scale() <= 0 || Double.isInfinite(number.doubleValue());
        return whole ? nodes.numberNode(number.toBigInteger()) : nodes.numberNode(number);
    }

    private static String shown(Metric metric, BigDecimal number) {
        boolean time =
                metric.field().filter(field -> field.type() == FieldType.TIME).isPresent();
        return time ? Instant.ofEpochMilli(number.longValue()).toString() : rounded(number);
    }

    /** What the numbers of a metric stand under; the unit is told if the field's name does not tell it. */
    static String header(Metric metric) {
        boolean duration = metric.field()
                .filter(field -> field.type() == FieldType.DURATION)
                .isPresent();
        return metric.written() + (duration && !metric.written().endsWith("_ms") ? ", ms" : "");
    }

    /** {@code 12,345}, {@code 12.35}, {@code 0.001235}: four digits, or all before the point. */
    static String rounded(BigDecimal number) {
        int digitsBefore = number.precision() - number.scale();
        int decimals = number.abs().compareTo(THOUSAND) >= 0 ? 0 : Math.max(0, DIGITS - digitsBefore);
        var rounded = number.setScale(Math.min(decimals, Math.max(0, number.scale())), RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    /** {@code 34.5 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** {@code traces} or {@code spans}. */
    static String plural(Stats.Unit unit) {
        return noun(unit) + "s";
    }

    static String noun(Stats.Unit unit) {
        return switch (unit) {
            case TRACE -> "trace";
            case SPAN -> "span";
        };
    }
}
