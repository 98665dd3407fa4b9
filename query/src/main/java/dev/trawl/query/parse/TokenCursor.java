package dev.trawl.query.parse;

import dev.trawl.query.FilterException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a parser stands in a filter: the current token, and the problems found so far. */
final class TokenCursor {
    private final List<Problem> problems = new ArrayList<>();
    private final Lexer lexer;
    private Token token;

    TokenCursor(String text, boolean doubledQuotes) {
        lexer = new Lexer(text, doubledQuotes, problems);
        token = lexer.next();
    }

    Token token() {
        return token;
    }

    List<Problem> problems() {
        return problems;
    }

    boolean atEnd() {
        return token instanceof Token.End;
    }

    boolean isKeyword(String keyword) {
        return token instanceof Token.Name name && name.is(keyword);
    }

    boolean isSymbol(String symbol) {
        return token instanceof Token.Symbol found && found.is(symbol);
    }

    /** Goes on inside a list, where texts are Python's. */
    void advanceInList() {
        token = lexer.nextOfList();
    }

    /** Goes on to where a value should stand. */
    void advanceToValue() {
        token = lexer.nextValue();
    }

    void advance() {
        token = lexer.next();
    }

    void skipToBoundary() {
        while (!(token instanceof Token.End || isKeyword("AND") || isKeyword("OR") || isSymbol(")"))) {
            advance();
        }
    }

    void skipEverything() {
        while (!(token instanceof Token.End)) {
            advance();
        }
    }

    void unexpected(String expectation) {
        var found = switch (token) {
            case Token.End end -> "the filter ends here";
            case Token.Name name -> "unexpected " + name.spelled();
            case Token.Quoted quoted -> "unexpected text";
            case Token.Numeric number -> "unexpected number";
            case Token.Symbol symbol -> "unexpected " + symbol.text();
        };
        problem(token.range(), found, expectation);
    }

    void problem(SourceRange range, String message, String hint) {
        problems.add(new Problem(range.start(), range.end(), message, Optional.of(hint)));
    }
}
