package dev.trawl.query.strict;

import dev.trawl.query.strict.sql.Group;
import dev.trawl.query.strict.sql.GroupKind;
import dev.trawl.query.strict.sql.Leaf;
import dev.trawl.query.strict.sql.Token;
import dev.trawl.query.strict.sql.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes comparisons of what sqlparse leaves apart, {@code a IN (…)} and {@code a IS NULL}: {@code utils/search_utils.py}
 * {@code _join_in_comparison_tokens}. After an identifier that begins no such thing it passes over three more tokens unseen, and after a
 * {@code timestamp} that is not compared with an integer it repeats that token at the end.
 */
final class ComparisonJoining {
    private final List<Token> tokens;
    private final List<Token> joined = new ArrayList<>();
    private int place;

    private ComparisonJoining(List<Token> tokens) {
        this.tokens = tokens.stream().filter(token -> !token.isWhitespace()).toList();
    }

    static List<Token> join(List<Token> tokens) {
        var joining = new ComparisonJoining(tokens);
        while (joining.place < joining.tokens.size()) {
            joining.step();
        }
        return joining.joined;
    }

    /** Whether it is the word that sqlparse takes for a type, and MLflow for a key nevertheless. */
    static boolean isTimestamp(Token token) {
        return token.matches(TokenType.NAME_BUILTIN, "timestamp", "timestamp_ms");
    }

    private void step() {
        if (tokens.size() - place < 3) {
            take(2);
            return;
        }
        Token first = tokens.get(place);
        if (isTimestamp(first)) {
            timestamp(first);
        } else if (first.is(GroupKind.IDENTIFIER)) {
            identifier(first);
        } else {
            take(1);
        }
    }

    private void timestamp(Token first) {
        Token second = tokens.get(place + 1);
        Token third = tokens.get(place + 2);
        if (second instanceof Leaf operator
                && operator.isOf(TokenType.OPERATOR_COMPARISON)
                && Comparators.isNumeric(operator.text())
                && third.isOf(TokenType.NUMBER_INTEGER)) {
            comparison(3, first, second, third);
        } else {
            take(3);
            joined.add(first);
        }
    }

    private void identifier(Token first) {
        Token second = tokens.get(place + 1);
        Token third = tokens.get(place + 2);
        if (second.matches(TokenType.KEYWORD, "IN") && third.is(GroupKind.PARENTHESIS)) {
            comparison(3, first, second, third);
        } else if (second.matches(TokenType.KEYWORD, "IS") && third.matches(TokenType.KEYWORD, "NULL")) {
            comparison(3, first, keyword("IS NULL"));
        } else if (second.matches(TokenType.KEYWORD, "IS") && third.matches(TokenType.KEYWORD, "NOT NULL")) {
            comparison(3, first, keyword("IS NOT NULL"));
        } else if (tokens.size() - place > 3
                && second.matches(TokenType.KEYWORD, "NOT")
                && third.matches(TokenType.KEYWORD, "IN")
                && tokens.get(place + 3).is(GroupKind.PARENTHESIS)) {
            comparison(4, first, keyword("NOT IN"), tokens.get(place + 3));
        } else {
            take(4);
        }
    }

    private void comparison(int length, Token... parts) {
        joined.add(new Group(GroupKind.COMPARISON, List.of(parts)));
        place += length;
    }

    /** Takes the next tokens as they are, or what is left of them. */
    private void take(int count) {
        int end = Math.min(place + count, tokens.size());
        joined.addAll(tokens.subList(place, end));
        place = end;
    }

    private static Leaf keyword(String text) {
        return new Leaf(TokenType.KEYWORD, text.toUpperCase(Locale.ROOT));
    }
}
