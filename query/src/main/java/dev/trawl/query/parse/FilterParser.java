package dev.trawl.query.parse;

import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.Similar;
import java.util.ArrayList;
import java.util.List;
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

    private static final List<String> JOINING_WORDS = List.of("AND", "OR", "NOT");
    private static final List<String> OPERATOR_WORDS = List.of("LIKE", "ILIKE", "RLIKE", "IN", "IS", "BETWEEN", "NOT");

    private final TokenCursor cursor;
    private final ValueParser values;
    private int depth;

    private FilterParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.values = new ValueParser(cursor);
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
        var cursor = new TokenCursor(text, doubledQuotes);
        var parser = new FilterParser(cursor);
        var everything = new Filter.Everything(new SourceRange(0, text.length()));
        var filter = cursor.atEnd() ? everything : parser.disjunction().orElse(everything);
        while (!cursor.atEnd()) {
            cursor.unexpected("the filter should end here");
            cursor.advance();
            cursor.skipToBoundary();
            parser.disjunction();
        }
        return new Result(filter, cursor.problems());
    }

    private Optional<Filter> disjunction() {
        var terms = new ArrayList<Filter>();
        int before = cursor.problems().size();
        conjunction().ifPresent(terms::add);
        if (cursor.isKeyword("OR") && terms.isEmpty() && cursor.problems().size() == before) {
            cursor.unexpected("a condition should stand before OR");
        }
        while (cursor.isKeyword("OR")) {
            cursor.advance();
            before = cursor.problems().size();
            var term = conjunction();
            if (term.isEmpty() && cursor.problems().size() == before) {
                cursor.unexpected("a condition should follow OR");
            }
            term.ifPresent(terms::add);
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
            while (cursor.isKeyword("AND")) {
                cursor.advance();
            }
            if (cursor.atEnd() || cursor.isKeyword("OR") || cursor.isSymbol(")")) {
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
        var start = cursor.token().range();
        if (depth >= DEEPEST) {
            cursor.problems()
                    .add(new Problem(
                            start.start(), start.end(), "the filter is nested more than " + DEEPEST + " levels deep"));
            cursor.skipEverything();
            return Optional.empty();
        }
        depth++;
        try {
            if (cursor.isKeyword("NOT")) {
                cursor.advance();
                return factor().map(term -> new Filter.Not(term, start.to(term.range())));
            }
            if (cursor.isSymbol("(")) {
                return parenthesized().map(Parenthesized::filter);
            }
            if (cursor.token() instanceof Token.Name name && name.is("EXISTS")) {
                cursor.advance();
                if (cursor.isSymbol("(")) {
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
        var open = cursor.token().range();
        cursor.advance();
        int before = cursor.problems().size();
        var inner = disjunction();
        if (inner.isEmpty() && cursor.problems().size() == before) {
            cursor.unexpected("a condition should stand in the parentheses");
        }
        if (cursor.isSymbol(")")) {
            var range = open.to(cursor.token().range());
            cursor.advance();
            return inner.map(filter -> new Parenthesized(filter, range));
        }
        if (cursor.problems().size() == before) {
            cursor.problems().add(new Problem(open.start(), open.end(), "this parenthesis is not closed"));
        }
        return Optional.empty();
    }

    private Optional<Key> key() {
        var key = Key.of(cursor.token());
        if (key.isPresent()) {
            cursor.advance();
            return key;
        }
        cursor.unexpected("a field such as trace.status or tag.env should stand here");
        cursor.advance();
        cursor.skipToBoundary();
        return Optional.empty();
    }

    private Optional<Filter> comparison(Key key) {
        if (cursor.isKeyword("IS")) {
            return nullCheck(key);
        }
        boolean negated = cursor.isKeyword("NOT");
        if (negated) {
            cursor.advance();
        }
        if (cursor.isKeyword("IN")) {
            return values.list()
                    .map(list -> new Filter.Membership(
                            key, negated, list.items(), key.range().to(list.range())));
        }
        if (cursor.isKeyword("BETWEEN")) {
            return between(key, negated);
        }
        var operator = operator().filter(found -> !negated || found.matchesPattern());
        if (operator.isEmpty()) {
            noOperator(key, negated);
            cursor.skipToBoundary();
            return Optional.empty();
        }
        cursor.advanceToValue();
        return values.value()
                .map(literal -> new Filter.Comparison(
                        key, operator.get(), negated, literal, key.range().to(literal.range())));
    }

    private void noOperator(Key key, boolean negated) {
        if (!(cursor.token() instanceof Token.Name name)) {
            cursor.unexpected(expected(key, negated));
            return;
        }
        var joining = key.entity().isPresent() ? Optional.<String>empty() : Similar.to(key.spelled(), JOINING_WORDS);
        if (joining.isPresent()) {
            cursor.problem(key.range(), "unexpected " + key.spelled(), "did you mean " + joining.get() + "?");
        } else {
            cursor.unexpected(Similar.to(name.spelled(), OPERATOR_WORDS)
                    .map(word -> "did you mean " + word + "?")
                    .orElse(expected(key, negated)));
        }
    }

    private static String expected(Key key, boolean negated) {
        return negated
                ? "IN, LIKE, ILIKE, RLIKE or BETWEEN should follow NOT"
                : "an operator such as =, != or LIKE should follow " + key;
    }

    private Optional<Operator> operator() {
        return switch (cursor.token()) {
            case Token.Symbol symbol -> Operator.of(symbol.text());
            case Token.Name name -> Operator.of(name.spelled());
            case Token.Quoted quoted -> Optional.empty();
            case Token.Numeric number -> Optional.empty();
            case Token.End end -> Optional.empty();
        };
    }

    private Optional<Filter> nullCheck(Key key) {
        cursor.advance();
        boolean negated = cursor.isKeyword("NOT");
        if (negated) {
            cursor.advance();
        }
        if (!cursor.isKeyword("NULL")) {
            cursor.unexpected("NULL or NOT NULL should follow IS");
            cursor.skipToBoundary();
            return Optional.empty();
        }
        var range = key.range().to(cursor.token().range());
        cursor.advance();
        return Optional.of(new Filter.NullCheck(key, negated, range));
    }

    private Optional<Filter> between(Key key, boolean negated) {
        cursor.advanceToValue();
        var low = values.value();
        if (low.isEmpty()) {
            return Optional.empty();
        }
        if (!cursor.isKeyword("AND")) {
            cursor.unexpected("AND and the upper end should follow");
            cursor.skipToBoundary();
            return Optional.empty();
        }
        cursor.advanceToValue();
        return values.value()
                .map(high -> new Filter.Between(
                        key, negated, low.get(), high, key.range().to(high.range())));
    }
}
