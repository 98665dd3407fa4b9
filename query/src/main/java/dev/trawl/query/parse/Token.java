package dev.trawl.query.parse;

import java.math.BigDecimal;
import java.util.List;

/** A piece of a filter's text. */
sealed interface Token {
    SourceRange range();

    /** A name of one or more parts, or a keyword: {@code status}, {@code tags.`my key`}, {@code AND}. */
    record Name(List<Key.Part> parts, String spelled, SourceRange range) implements Token {
        /** Whether it is that keyword, in any case of letters. */
        boolean is(String keyword) {
            return parts.size() == 1
                    && !parts.getFirst().quoted()
                    && parts.getFirst().text().equalsIgnoreCase(keyword);
        }
    }

    /** A text in single or double quotes, without them. */
    record Quoted(String text, char quote, SourceRange range) implements Token {}

    /**
     * A number and what stands directly behind it.
     *
     * @param unit letters such as {@code s} or {@code ms}; empty for none
     */
    record Numeric(BigDecimal value, String unit, SourceRange range) implements Token {}

    /** An operator, a parenthesis, a comma, a lone sign. */
    record Symbol(String text, SourceRange range) implements Token {
        boolean is(String symbol) {
            return text.equals(symbol);
        }
    }

    /** Behind the last piece. */
    record End(SourceRange range) implements Token {}
}
