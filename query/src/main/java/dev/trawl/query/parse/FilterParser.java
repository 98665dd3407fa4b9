package dev.trawl.query.parse;

import dev.trawl.query.FilterException.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Parses the filter language of docs/filter-language.md, by recursive descent:
 *
 * <pre>
 * filter     = conjunct { OR conjunct }
 * conjunct   = { AND } factor { { AND } factor } { AND }
 * factor     = NOT factor | EXISTS "(" filter ")" | "(" filter ")" | comparison
 * </pre>
 *
 * <p>It never throws: whatever is wrong is a {@link Problem}, and parsing goes on behind the next AND, OR or closing
 * parenthesis, so that all problems are found at once. Time and memory are linear in the text.
 */
public final class FilterParser {
    /** Open parentheses and NOTs inside one another; more are refused, long before the stack would overflow. */
    private static final int DEEPEST = 500;

    private static final Map<String, Integer> UNIT_MILLISECONDS =
            Map.of("ms", 1, "s", 1_000, "m", 60_000, "h", 3_600_000, "d", 86_400_000, "w", 604_800_000);

    private final Lexer lexer;
    private final List<Problem> problems = new ArrayList<>();
    private Token token;
    private int depth;

    private FilterParser(String text, boolean doubledQuotes) {
        lexer = new Lexer(text, doubledQuotes, problems);
        token = lexer.next();
    }

    /**
     * What parsing gave.
     *
     * @param filter what could be read; complete when there are no problems
     */
    public record Result(Filter filter, List<Problem> problems) {}

    /**
     * Parses a filter.
     *
     * @param doubledQuotes whether a doubled quote inside quotes is one quote, or two as in MLflow
     */
    public static Result parse(String text, boolean doubledQuotes) {
        var parser = new FilterParser(text, doubledQuotes);
        var everything = new Filter.Everything(new SourceRange(0, text.length()));
        var filter = parser.token instanceof Token.End
                ? everything
                : parser.disjunction().orElse(everything);
        while (!(parser.token instanceof Token.End)) {
            parser.unexpected("the filter should end here");
            parser.advance();
            parser.skipToBoundary();
            parser.disjunction();
        }
        return new Result(filter, parser.problems);
    }

    private Optional<Filter> disjunction() {
        var terms = new ArrayList<Filter>();
        conjunction().ifPresent(terms::add);
        boolean more = false;
        while (isKeyword("OR")) {
            more = true;
            advance();
            int before = problems.size();
            var term = conjunction();
            if (term.isEmpty() && problems.size() == before) {
                unexpected("a condition should follow OR");
            }
            term.ifPresent(terms::add);
        }
        if (more && terms.isEmpty()) {
            unexpected("a condition should stand before OR");
        }
        return terms.size() < 2
                ? terms.stream().findFirst()
                : Optional.of(new Filter.Or(
                        terms, terms.getFirst().range().to(terms.getLast().range())));
    }

    /** Empty when nothing but ANDs stands there, which MLflow reads as no condition. */
    private Optional<Filter> conjunction() {
        var terms = new ArrayList<Filter>();
        while (true) {
            while (isKeyword("AND")) {
                advance();
            }
            if (token instanceof Token.End || isKeyword("OR") || isSymbol(")")) {
                break;
            }
            factor().ifPresent(terms::add);
        }
        return terms.size() < 2
                ? terms.stream().findFirst()
                : Optional.of(new Filter.And(
                        terms, terms.getFirst().range().to(terms.getLast().range())));
    }

    private Optional<Filter> factor() {
        var start = token.range();
        if (depth >= DEEPEST) {
            problems.add(new Problem(
                    start.start(), start.end(), "the filter is nested more than " + DEEPEST + " levels deep"));
            skipEverything();
            return Optional.empty();
        }
        depth++;
        try {
            if (isKeyword("NOT")) {
                advance();
                return factor().map(term -> new Filter.Not(term, start.to(term.range())));
            }
            if (isSymbol("(")) {
                return parenthesized().map(Parenthesized::filter);
            }
            if (token instanceof Token.Name name && name.is("EXISTS")) {
                advance();
                if (isSymbol("(")) {
                    return parenthesized().map(inner -> new Filter.Exists(inner.filter(), start.to(inner.range())));
                }
                return comparison(Key.of(name));
            }
            return key().flatMap(this::comparison);
        } finally {
            depth--;
        }
    }

    private record Parenthesized(Filter filter, SourceRange range) {}

    private Optional<Parenthesized> parenthesized() {
        var open = token.range();
        advance();
        int before = problems.size();
        var inner = disjunction();
        if (inner.isEmpty() && problems.size() == before) {
            unexpected("a condition should stand in the parentheses");
        }
        if (isSymbol(")")) {
            var range = open.to(token.range());
            advance();
            return inner.map(filter -> new Parenthesized(filter, range));
        }
        if (problems.size() == before) {
            problems.add(new Problem(open.start(), open.end(), "this parenthesis is not closed"));
        }
        return Optional.empty();
    }

    private Optional<Key> key() {
        if (token instanceof Token.Name name) {
            advance();
            return Optional.of(Key.of(name));
        }
        if (token instanceof Token.Quoted quoted && quoted.quote() == '"') {
            advance();
            return Optional.of(new Key(
                    Optional.empty(),
                    List.of(new Key.Part(quoted.text(), true)),
                    "\"" + quoted.text() + "\"",
                    quoted.range()));
        }
        unexpected("a field such as trace.status or tag.env should stand here");
        advance();
        skipToBoundary();
        return Optional.empty();
    }

    private Optional<Filter> comparison(Key key) {
        if (isKeyword("IS")) {
            return nullCheck(key);
        }
        boolean negated = isKeyword("NOT");
        if (negated) {
            advance();
        }
        if (isKeyword("IN")) {
            return membership(key, negated);
        }
        if (isKeyword("BETWEEN")) {
            return between(key, negated);
        }
        var operator = operator().filter(found -> !negated || found.matchesPattern());
        if (operator.isEmpty()) {
            unexpected(
                    negated
                            ? "IN, LIKE, ILIKE, RLIKE or BETWEEN should follow NOT"
                            : "an operator such as =, != or LIKE should follow " + key);
            skipToBoundary();
            return Optional.empty();
        }
        advance();
        return value().map(literal -> new Filter.Comparison(
                key, operator.get(), negated, literal, key.range().to(literal.range())));
    }

    private Optional<Operator> operator() {
        return switch (token) {
            case Token.Symbol symbol -> Operator.of(symbol.text());
            case Token.Name name -> Operator.of(name.spelled());
            case Token.Quoted quoted -> Optional.empty();
            case Token.Numeric number -> Optional.empty();
            case Token.End end -> Optional.empty();
        };
    }

    private Optional<Filter> nullCheck(Key key) {
        advance();
        boolean negated = isKeyword("NOT");
        if (negated) {
            advance();
        }
        if (!isKeyword("NULL")) {
            unexpected("NULL or NOT NULL should follow IS");
            skipToBoundary();
            return Optional.empty();
        }
        var range = key.range().to(token.range());
        advance();
        return Optional.of(new Filter.NullCheck(key, negated, range));
    }

    private Optional<Filter> between(Key key, boolean negated) {
        advance();
        var low = value();
        if (low.isEmpty()) {
            return Optional.empty();
        }
        if (!isKeyword("AND")) {
            unexpected("AND and the upper end should follow");
            skipToBoundary();
            return Optional.empty();
        }
        advance();
        return value().map(high ->
                new Filter.Between(key, negated, low.get(), high, key.range().to(high.range())));
    }

    private Optional<Filter> membership(Key key, boolean negated) {
        var in = token.range();
        token = lexer.nextOfList();
        if (!isSymbol("(")) {
            unexpected("a list in parentheses should follow IN");
            skipToBoundary();
            return Optional.empty();
        }
        int open = 0;
        var choices = new ArrayList<Literal>();
        do {
            if (isSymbol("(")) {
                open++;
                token = lexer.nextOfList();
            } else if (isSymbol(")")) {
                open--;
                token = open > 0 ? lexer.nextOfList() : token;
            } else if (isSymbol(",")) {
                token = lexer.nextOfList();
            } else {
                var item = listItem();
                if (item.isEmpty()) {
                    skipToBoundary();
                    return Optional.empty();
                }
                choices.add(item.get());
            }
        } while (open > 0);
        var range = key.range().to(token.range());
        advance();
        if (choices.isEmpty()) {
            problems.add(new Problem(in.start(), range.end(), "the list is empty"));
            return Optional.empty();
        }
        return Optional.of(new Filter.Membership(key, negated, choices, range));
    }

    /** Texts side by side are one, as in Python. */
    private Optional<Literal> listItem() {
        if (!(token instanceof Token.Quoted first)) {
            return literal(true);
        }
        var text = new StringBuilder(first.text());
        var range = first.range();
        token = lexer.nextOfList();
        while (token instanceof Token.Quoted more) {
            text.append(more.text());
            range = range.to(more.range());
            token = lexer.nextOfList();
        }
        if (!isSymbol(",") && !isSymbol(")")) {
            unexpected("a comma or the closing parenthesis of the list should stand here");
            return Optional.empty();
        }
        return Optional.of(new Literal.Text(text.toString(), range));
    }

    private Optional<Literal> value() {
        var value = literal(false);
        if (value.isEmpty()) {
            skipToBoundary();
        }
        return value;
    }

    private Optional<Literal> literal(boolean inList) {
        var here = token;
        var literal = switch (here) {
            case Token.Quoted quoted -> Optional.<Literal>of(new Literal.Text(quoted.text(), quoted.range()));
            case Token.Numeric number -> number(number);
            case Token.Name name -> word(name);
            case Token.Symbol symbol -> missingValue();
            case Token.End end -> missingValue();
        };
        if (literal.isPresent() && !(literal.get() instanceof Literal.Moment)) {
            token = inList ? lexer.nextOfList() : lexer.next();
        }
        return literal;
    }

    private Optional<Literal> missingValue() {
        unexpected("a value such as 'text' or 5 should stand here");
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
            problem(number.range(), "unknown unit " + number.unit(), "the units are ms, s, m, h, d and w");
        }
        return unit.map(milliseconds -> number.value().multiply(BigDecimal.valueOf(milliseconds)));
    }

    private Optional<Literal> word(Token.Name name) {
        if (name.is("now")) {
            return moment(name.range());
        }
        if (name.is("true") || name.is("false")) {
            return Optional.of(new Literal.Text(name.spelled().toLowerCase(Locale.ROOT), name.range()));
        }
        problem(name.range(), "the value " + name.spelled() + " is not quoted", "write '" + name.spelled() + "'");
        advance();
        return Optional.empty();
    }

    /** {@code now}, {@code now - 7d}, {@code now-7d}; leaves the token behind it current. */
    private Optional<Literal> moment(SourceRange now) {
        advance();
        int sign = isSymbol("-") ? -1 : isSymbol("+") ? 1 : 0;
        if (sign != 0) {
            advance();
            if (!(token instanceof Token.Numeric)) {
                unexpected("a duration such as 7d should stand here");
                return Optional.empty();
            }
        }
        if (!(token instanceof Token.Numeric number)
                || (sign == 0 && number.unit().isEmpty())) {
            return Optional.of(new Literal.Moment(BigDecimal.ZERO, now));
        }
        var offset = milliseconds(number);
        advance();
        return offset.map(milliseconds ->
                new Literal.Moment(sign < 0 ? milliseconds.negate() : milliseconds, now.to(number.range())));
    }

    private boolean isKeyword(String keyword) {
        return token instanceof Token.Name name && name.is(keyword);
    }

    private boolean isSymbol(String symbol) {
        return token instanceof Token.Symbol found && found.is(symbol);
    }

    private void advance() {
        token = lexer.next();
    }

    private void skipToBoundary() {
        while (!(token instanceof Token.End || isKeyword("AND") || isKeyword("OR") || isSymbol(")"))) {
            advance();
        }
    }

    private void skipEverything() {
        while (!(token instanceof Token.End)) {
            advance();
        }
    }

    private void unexpected(String expectation) {
        var found = switch (token) {
            case Token.End end -> "the filter ends here";
            case Token.Name name -> "unexpected " + name.spelled();
            case Token.Quoted quoted -> "unexpected text";
            case Token.Numeric number -> "unexpected number";
            case Token.Symbol symbol -> "unexpected " + symbol.text();
        };
        problem(token.range(), found, expectation);
    }

    private void problem(SourceRange range, String message, String hint) {
        problems.add(new Problem(range.start(), range.end(), message, Optional.of(hint)));
    }
}
