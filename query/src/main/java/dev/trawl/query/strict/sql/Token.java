package dev.trawl.query.strict.sql;

import java.util.List;
import java.util.Set;

/** A node of sqlparse's tree: a {@link Leaf} of the lexer or a {@link Group} of nodes ({@code sqlparse/sql.py}, {@code Token}). */
public sealed interface Token permits Leaf, Group {
    /** The text it stands for, comments and white space inside included. */
    String text();

    /** Length of {@link #text()} in UTF-16 units, without making the text. */
    int length();

    default boolean isWhitespace() {
        return isWithin(TokenType.WHITESPACE);
    }

    default boolean isKeyword() {
        return isWithin(TokenType.KEYWORD);
    }

    /** Whether it is a leaf of exactly this type. */
    default boolean isOf(TokenType type) {
        return this instanceof Leaf leaf && leaf.type() == type;
    }

    /** Whether it is a leaf of exactly one of these types. */
    default boolean isOf(Set<TokenType> types) {
        return this instanceof Leaf leaf && types.contains(leaf.type());
    }

    /** Whether it is a leaf of this type or a kind of it. */
    default boolean isWithin(TokenType type) {
        return this instanceof Leaf leaf && leaf.type().isWithin(type);
    }

    /** Whether it is a leaf of exactly this type with one of these texts; a keyword's case does not count. */
    default boolean matches(TokenType type, String... texts) {
        return matches(type, List.of(texts));
    }

    /** The same, for texts in a list. */
    default boolean matches(TokenType type, List<String> texts) {
        return this instanceof Leaf leaf && leaf.type() == type && texts.contains(leaf.normalized());
    }

    default boolean is(GroupKind kind) {
        return this instanceof Group group && group.kind() == kind;
    }

    default boolean is(Set<GroupKind> kinds) {
        return this instanceof Group group && kinds.contains(group.kind());
    }
}
