package dev.trawl.query.strict.sql;

/** The kind of a group: the classes of {@code sqlparse/sql.py} that grouping makes. */
public enum GroupKind {
    STATEMENT,
    IDENTIFIER,
    IDENTIFIER_LIST,
    TYPED_LITERAL,
    PARENTHESIS,
    SQUARE_BRACKETS,
    ASSIGNMENT,
    IF,
    FOR,
    COMPARISON,
    COMMENT,
    WHERE,
    OVER,
    CASE,
    FUNCTION,
    BEGIN,
    OPERATION,
    VALUES;

    /** Whether the first and last token of such a group are its brackets: {@code engine/grouping.py} {@code _DELIMITED_GROUPS}. */
    boolean isDelimited() {
        return switch (this) {
            case PARENTHESIS, SQUARE_BRACKETS, CASE, IF, FOR, BEGIN -> true;
            case STATEMENT, IDENTIFIER, IDENTIFIER_LIST, TYPED_LITERAL, ASSIGNMENT, COMPARISON, COMMENT -> false;
            case WHERE, OVER, FUNCTION, OPERATION, VALUES -> false;
        };
    }
}
