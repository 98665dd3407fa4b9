package dev.trawl.query.parse;

import dev.trawl.query.FilterException.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads values: texts, numbers, durations, times relative to now, lists of them. */
final class ValueParser {
    private static final Map<String, Integer> UNIT_MILLISECONDS =
            Map.of("ms", 1, "s", 1_000, "m", 60_000, "h", 3_600_000, "d", 86_400_000, "w", 604_800_000);

    private final TokenCursor cursor;

    ValueParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** The items of a list, at least one. */
    record Choices(List<Literal> items, SourceRange range) {}

    /** What stands in parentheses behind IN, and the range from there to the closing one. Lists may be nested. */
    Optional<Choices> list() {
        var in = cursor.token().range();
        cursor.advanceInList();
        if (!cursor.isSymbol("(")) {
            cursor.unexpected("a list in parentheses should follow IN");
            cursor.skipToBoundary();
            return Optional.empty();
        }
        int open = 0;
        var choices = new ArrayList<Literal>();
        do {
            if (cursor.isSymbol("(")) {
                open++;
                cursor.advanceInList();
            } else if (cursor.isSymbol(")")) {
                open--;
                if (open > 0) {
                    cursor.advanceInList();
                }
            } else if (cursor.isSymbol(",")) {
                cursor.advanceInList();
            } else {
                var item = listItem();
                if (item.isEmpty()) {
                    cursor.skipToBoundary();
                    return Optional.empty();
                }
                choices.add(item.get());
            }
        } while (open > 0);
        var range = in.to(cursor.token().range());
        cursor.advance();
        if (choices.isEmpty()) {
            cursor.problems().add(new Problem(range.start(), range.end(), "the list is empty"));
            return Optional.empty();
        }
        return Optional.of(new Choices(choices, range));
    }

    /** Texts side by side are one, as in Python. */
    private Optional<Literal> listItem() {
        if (!(cursor.token() instanceof Token.Quoted first)) {
            return literal(true);
        }
        var text = new StringBuilder(first.text());
        var range = first.range();
        cursor.advanceInList();
        while (cursor.token() instanceof Token.Quoted more) {
            text.append(more.text());
            range = range.to(more.range());
            cursor.advanceInList();
        }
        if (!cursor.isSymbol(",") && !cursor.isSymbol(")")) {
            cursor.unexpected("a comma or the closing parenthesis of the list should stand here");
            return Optional.empty();
        }
        return Optional.of(new Literal.Text(text.toString(), range));
    }

    /** One value; if there is none, the rest of the condition is skipped. */
    Optional<Literal> value() {
        var value = literal(false);
        if (value.isEmpty()) {
            cursor.skipToBoundary();
        }
        return value;
    }

    private Optional<Literal> literal(boolean inList) {
        var here = cursor.token();
        var literal = switch (here) {
            case Token.Quoted quoted -> Optional.<Literal>of(new Literal.Text(quoted.text(), quoted.range()));
            case Token.Numeric number -> number(number);
            case Token.Name name -> word(name);
            case Token.Symbol symbol -> missingValue();
            case Token.End end -> missingValue();
        };
        if (literal.isPresent() && !(literal.get() instanceof Literal.Moment)) {
            if (inList) {
                cursor.advanceInList();
            } else {
                cursor.advance();
            }
        }
        return literal;
    }

    private Optional<Literal> missingValue() {
        cursor.unexpected("a value such as 'text' or 5 should stand here");
        return Optional.empty();
    }

    private Optional<Literal> number(Token.Numeric number) {
        if (number.unit().isEmpty()) {
            return Optional.of(new Literal.Numeric(number.value(), number.range()));
        }
        return milliseconds(number).map(duration -> new Literal.Duration(duration, number.range()));
    }

    private Optional<BigDecimal> milliseconds(Token.Numeric number) {
        var unit = Optional.ofNullable(UNIT_MILLISECONDS.get(number.unit()));
        if (unit.isEmpty()) {
            cursor.problem(
                    number.range(),
                    number.unit().isEmpty() ? "a unit is missing" : "unknown unit " + number.unit(),
                    "the units are ms, s, m, h, d and w, right behind the number, as in 7d");
        }
        return unit.map(milliseconds -> number.value().multiply(BigDecimal.valueOf(milliseconds)))
                .filter(milliseconds -> inRange(milliseconds, number.range()));
    }

    /** A duration prints with all its digits, so there must not be more than a number may have. */
    private boolean inRange(BigDecimal milliseconds, SourceRange range) {
        boolean fits = milliseconds.toPlainString().length() <= Lexer.LONGEST_NUMBER;
        if (!fits) {
            cursor.problems().add(new Problem(range.start(), range.end(), "the number is out of range"));
        }
        return fits;
    }

    private Optional<Literal> word(Token.Name name) {
        if (name.is("now")) {
            return moment(name.range());
        }
        if (name.is("true") || name.is("false")) {
            return Optional.of(new Literal.Text(name.spelled().toLowerCase(Locale.ROOT), name.range()));
        }
        cursor.problem(
                name.range(), "the value " + name.spelled() + " is not quoted", "write '" + name.spelled() + "'");
        cursor.advance();
        return Optional.empty();
    }

    /** {@code now}, {@code now - 7d}, {@code now-7d}; leaves the cursor.token() behind it current. */
    private Optional<Literal> moment(SourceRange now) {
        cursor.advance();
        int sign = cursor.isSymbol("-") ? -1 : cursor.isSymbol("+") ? 1 : 0;
        if (sign != 0) {
            cursor.advance();
            if (!(cursor.token() instanceof Token.Numeric)) {
                cursor.unexpected("a duration such as 7d should stand here");
                return Optional.empty();
            }
        }
        if (!(cursor.token() instanceof Token.Numeric number)
                || (sign == 0 && number.unit().isEmpty())) {
            return Optional.of(new Literal.Moment(BigDecimal.ZERO, now));
        }
        var offset = milliseconds(number);
        cursor.advance();
        return offset.map(milliseconds ->
                new Literal.Moment(sign < 0 ? milliseconds.negate() : milliseconds, now.to(number.range())));
    }
}
