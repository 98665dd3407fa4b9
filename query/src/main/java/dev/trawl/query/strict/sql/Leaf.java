package dev.trawl.query.strict.sql;

import java.util.Locale;

/**
 * A token of the lexer.
 *
 * @param type what the lexer took it for
 * @param text the characters, as written
 */
public record Leaf(TokenType type, String text) implements Token {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return text;
    }

    /** The text to compare with: keywords in upper case, everything else as written. */
    public String normalized() {
        return isKeyword() ? text.toUpperCase(Locale.ROOT) : text;
    }
}
