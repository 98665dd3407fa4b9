package dev.trawl.query.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may stand between a key and one value. */
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    RLIKE("RLIKE");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written in a filter. */
    public String symbol() {
        return symbol;
    }

    static Optional<Operator> of(String text) {
        var symbol = text.equals("<>") ? NOT_EQUAL.symbol : text.toUpperCase(Locale.ROOT);
        return Stream.of(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst();
    }

    boolean matchesPattern() {
        return this == LIKE || this == ILIKE || this == RLIKE;
    }
}
