package dev.trawl.query.parse;

import dev.trawl.query.FilterException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One clause of an order as written: a key, and {@code ASC} or {@code DESC}. */
public record OrderClause(Key key, boolean descending) {

    /** What parsing gave: a clause, or what is wrong. */
    public record Result(Optional<OrderClause> clause, List<Problem> problems) {}

    public static Result parse(String text) {
        var problems = new ArrayList<Problem>();
        var lexer = new Lexer(text, true, problems);
        var key = Key.of(lexer.next());
        if (key.isEmpty()) {
            problems.add(problem(new SourceRange(0, text.length()), "an order names a field, as in timestamp_ms DESC"));
            return new Result(Optional.empty(), problems);
        }
        var direction = lexer.next();
        boolean descending = direction instanceof Token.Name word && word.is("DESC");
        if (!(direction instanceof Token.End)) {
            if (!descending && !(direction instanceof Token.Name word && word.is("ASC"))) {
                problems.add(problem(direction.range(), "ASC, DESC or nothing follows the field of an order"));
            }
            var rest = lexer.next();
            if (problems.isEmpty() && !(rest instanceof Token.End)) {
                problems.add(
                        problem(rest.range(), "the order should end here; write each field as an order of its own"));
            }
        }
        var read = direction instanceof Token.End ? key : key.map(Key::withoutOuterQuotes);
        return problems.isEmpty()
                ? new Result(read.map(field -> new OrderClause(field, descending)), problems)
                : new Result(Optional.empty(), problems);
    }

    private static Problem problem(SourceRange range, String message) {
        return new Problem(range.start(), range.end(), message);
    }
}
