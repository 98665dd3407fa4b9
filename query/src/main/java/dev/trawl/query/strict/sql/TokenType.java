package dev.trawl.query.strict.sql;

/** The kind of a leaf: {@code sqlparse/tokens.py}, as a tree in which {@code KEYWORD_ORDER} lies within {@code KEYWORD}. */
public enum TokenType {
    WHITESPACE,
    NEWLINE(WHITESPACE),
    ERROR,
    KEYWORD,
    KEYWORD_DML(KEYWORD),
    KEYWORD_DDL(KEYWORD),
    KEYWORD_DCL(KEYWORD),
    KEYWORD_CTE(KEYWORD),
    KEYWORD_ORDER(KEYWORD),
    KEYWORD_TZCAST(KEYWORD),
    NAME,
    NAME_PLACEHOLDER(NAME),
    NAME_BUILTIN(NAME),
    LITERAL,
    STRING_SINGLE(LITERAL),
    STRING_SYMBOL(LITERAL),
    NUMBER(LITERAL),
    NUMBER_INTEGER(NUMBER),
    NUMBER_FLOAT(NUMBER),
    NUMBER_HEXADECIMAL(NUMBER),
    PUNCTUATION,
    OPERATOR,
    OPERATOR_COMPARISON(OPERATOR),
    WILDCARD,
    COMMENT,
    COMMENT_SINGLE(COMMENT),
    COMMENT_SINGLE_HINT(COMMENT_SINGLE),
    COMMENT_MULTILINE(COMMENT),
    COMMENT_MULTILINE_HINT(COMMENT_MULTILINE),
    ASSIGNMENT,
    COMMAND;

    private final TokenType parent;

    TokenType() {
        this.parent = this;
    }

    TokenType(TokenType parent) {
        this.parent = parent;
    }

    /** Whether it is {@code ancestor} or a kind of it. */
    public boolean isWithin(TokenType ancestor) {
        for (TokenType type = this; ; type = type.parent) {
            if (type == ancestor) {
                return true;
            }
            if (type == type.parent) {
                return false;
            }
        }
    }
}
