package dev.trawl.query.strict;

import dev.trawl.query.strict.sql.Group;
import dev.trawl.query.strict.sql.GroupKind;
import dev.trawl.query.strict.sql.SqlParseException;
import dev.trawl.query.strict.sql.SqlText;
import dev.trawl.query.strict.sql.Token;
import dev.trawl.query.strict.sql.TokenType;
import dev.trawl.trace.PythonRepr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the clauses of a filter: {@code utils/search_utils.py} {@code parse_search_filter_for_search_traces}. Refuses what is not a list of
 * comparisons, keys that do not exist and values of the wrong kind.
 */
final class ClauseReader {
    private ClauseReader() {}

    static List<Clause> read(String filter) {
        if (filter.isEmpty()) {
            return List.of();
        }
        Group statement = onlyStatement(filter);
        List<Token> tokens = ComparisonJoining.join(statement.tokens());
        List<Token> invalid = tokens.stream().filter(ClauseReader::isInvalid).toList();
        if (!invalid.isEmpty()) {
            throw Refusal.invalid(invalid.stream()
                            .map(token -> "'" + token.text() + "'")
                            .collect(Collectors.joining(", ", "Invalid clause(s) in filter string: ", "")))
                    .asException();
        }
        var clauses = new ArrayList<Clause>();
        for (Token token : tokens) {
            if (token instanceof Group group && group.is(GroupKind.COMPARISON)) {
                clauses.add(clause(group));
            }
        }
        return clauses.stream()
                .map(clause -> new Clause(clause.key().resolved(), clause.written(), clause.value()))
                .toList();
    }

    private static Group onlyStatement(String filter) {
        SqlText parsed;
        try {
            parsed = SqlText.parse(filter);
        } catch (SqlParseException e) {
            throw Refusal.invalid("Error on parsing filter '%s'".formatted(filter))
                    .asException();
        }
        return parsed.only()
                .orElseThrow(() -> Refusal.invalid(
                                parsed.statements() == 0
                                        ? "Invalid filter '%s'. Could not be parsed.".formatted(filter)
                                        : "Search filter contained multiple expression %s. Provide AND-ed expression list."
                                                .formatted(PythonRepr.of(filter)))
                        .asException());
    }

    private static boolean isInvalid(Token token) {
        return !token.is(GroupKind.COMPARISON) && !token.isWhitespace() && !token.matches(TokenType.KEYWORD, "AND");
    }

    /** {@code _get_comparison}. */
    private static Clause clause(Group comparison) {
        List<Token> tokens = comparison.tokens().stream()
                .filter(token -> !token.isWhitespace())
                .toList();
        checkShape(tokens);
        SearchKey key = SearchKey.of(tokens.getFirst().text(), SearchKey.FILTER_ATTRIBUTES);
        String comparator = tokens.get(1).text();
        if (tokens.size() == 2) {
            return new Clause(key, comparator, new ClauseValue.Nothing());
        }
        ClauseValue value = ValueReader.read(key, comparator, tokens.get(2));
        if (key.entity() == Entity.SPAN) {
            Comparators.checkSpan(key, comparator);
        }
        return new Clause(key, comparator, value);
    }

    /** {@code _validate_comparison}. */
    private static void checkShape(List<Token> tokens) {
        Token first = tokens.getFirst();
        if (tokens.size() == 3 && ComparisonJoining.isTimestamp(first)) {
            return;
        }
        boolean nullCheck = tokens.size() == 2 && tokens.get(1).isOf(TokenType.KEYWORD);
        if (!nullCheck && tokens.size() != 3) {
            throw Refusal.invalid("Invalid comparison clause. Expected 3 tokens found %d".formatted(tokens.size()))
                    .asException();
        }
        if (!first.is(GroupKind.IDENTIFIER)) {
            throw Refusal.invalid("Invalid comparison clause. Expected 'Identifier' found '%s'".formatted(first.text()))
                    .asException();
        }
    }
}
