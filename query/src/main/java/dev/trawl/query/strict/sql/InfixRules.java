package dev.trawl.query.strict.sql;

import static dev.trawl.query.strict.sql.GroupKind.CASE;
import static dev.trawl.query.strict.sql.GroupKind.COMPARISON;
import static dev.trawl.query.strict.sql.GroupKind.FUNCTION;
import static dev.trawl.query.strict.sql.GroupKind.IDENTIFIER;
import static dev.trawl.query.strict.sql.GroupKind.IDENTIFIER_LIST;
import static dev.trawl.query.strict.sql.GroupKind.OPERATION;
import static dev.trawl.query.strict.sql.GroupKind.PARENTHESIS;
import static dev.trawl.query.strict.sql.GroupKind.SQUARE_BRACKETS;
import static dev.trawl.query.strict.sql.GroupKind.TYPED_LITERAL;

import dev.trawl.query.strict.sql.InfixGrouping.Reach;
import dev.trawl.query.strict.sql.InfixGrouping.Stretch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What each {@link InfixGrouping} of sqlparse joins: the {@code group_…} functions of {@code sqlparse/engine/grouping.py}. */
final class InfixRules {
    /** The leaves that are identifiers by themselves ({@code group_identifier}). */
    static final Set<TokenType> IDENTIFIER_TYPES = Set.of(TokenType.STRING_SYMBOL, TokenType.NAME);

    private static final Set<TokenType> OPERAND_TYPES = Set.of(
            TokenType.NUMBER_INTEGER,
            TokenType.NUMBER_FLOAT,
            TokenType.STRING_SINGLE,
            TokenType.STRING_SYMBOL,
            TokenType.NAME,
            TokenType.NAME_PLACEHOLDER);
    private static final Set<TokenType> LISTED_TYPES = with(OPERAND_TYPES, TokenType.KEYWORD, TokenType.WILDCARD);
    private static final Set<TokenType> MEMBER_TYPES =
            with(IDENTIFIER_TYPES, TokenType.WILDCARD, TokenType.STRING_SINGLE);
    private static final Set<TokenType> STATEMENT_TYPES =
            Set.of(TokenType.KEYWORD_DML, TokenType.KEYWORD_DDL, TokenType.KEYWORD_CTE);
    private static final Set<GroupKind> COMPARED = Set.of(PARENTHESIS, FUNCTION, IDENTIFIER, OPERATION, TYPED_LITERAL);

    private static final Reach BOTH_SIDES = (group, left, middle, right) -> new Stretch(left, right);
    private static final Reach TO_THE_RIGHT = (group, left, middle, right) -> new Stretch(middle, right);

    /** {@code a.b}, {@code a->b}, and {@code a.} when nothing fit follows. */
    static final InfixGrouping PERIOD = new InfixGrouping(
            IDENTIFIER,
            token -> token.matches(TokenType.PUNCTUATION, ".") || token.matches(TokenType.OPERATOR, "->", "->>"),
            token -> token.is(SQUARE_BRACKETS) || token.is(IDENTIFIER) || token.isOf(IDENTIFIER_TYPES),
            InfixRules::isAny,
            false,
            InfixRules::periodReach,
            true,
            true);

    /** {@code a[1]}. */
    static final InfixGrouping ARRAY = new InfixGrouping(
            IDENTIFIER,
            token -> token.is(SQUARE_BRACKETS),
            token -> token.is(Set.of(SQUARE_BRACKETS, IDENTIFIER, FUNCTION)) || token.isOf(IDENTIFIER_TYPES),
            InfixRules::isAny,
            false,
            (group, left, middle, right) -> new Stretch(left, middle),
            true,
            false);

    private static final InfixGrouping TYPECAST = new InfixGrouping(
            IDENTIFIER,
            token -> token.matches(TokenType.PUNCTUATION, "::"),
            InfixRules::isAny,
            InfixRules::isAny,
            true,
            BOTH_SIDES,
            true,
            true);

    private static final InfixGrouping TIME_ZONE = new InfixGrouping(
            IDENTIFIER,
            token -> token.isOf(TokenType.KEYWORD_TZCAST),
            InfixRules::isAny,
            token -> token.matches(TokenType.KEYWORD, "AS") || isString(token),
            true,
            BOTH_SIDES,
            true,
            true);

    private static final InfixGrouping LITERAL = new InfixGrouping(
            TYPED_LITERAL,
            token -> token.isOf(TokenType.NAME_BUILTIN) || token.matches(TokenType.KEYWORD, "TIMESTAMP"),
            InfixRules::isAny,
            InfixRules::isString,
            true,
            TO_THE_RIGHT,
            false,
            true);

    private static final InfixGrouping LITERAL_UNIT = new InfixGrouping(
            TYPED_LITERAL,
            token -> token.is(TYPED_LITERAL),
            InfixRules::isAny,
            token -> token.matches(TokenType.KEYWORD, "DAY", "HOUR", "MINUTE", "MONTH", "SECOND", "YEAR"),
            true,
            TO_THE_RIGHT,
            true,
            true);

    private static final InfixGrouping OPERATOR = new InfixGrouping(
            OPERATION,
            token -> token.isOf(TokenType.OPERATOR) || token.isOf(TokenType.WILDCARD),
            InfixRules::isOperand,
            InfixRules::isOperand,
            true,
            InfixRules::operatorReach,
            false,
            true);

    private static final InfixGrouping COMPARE = new InfixGrouping(
            COMPARISON,
            token -> token.isOf(TokenType.OPERATOR_COMPARISON),
            InfixRules::isCompared,
            InfixRules::isCompared,
            true,
            BOTH_SIDES,
            false,
            true);

    private static final InfixGrouping AS = new InfixGrouping(
            IDENTIFIER,
            token -> isKeyword(token, "AS"),
            token -> !token.isKeyword() || isKeyword(token, "NULL"),
            token -> !token.isOf(STATEMENT_TYPES),
            true,
            BOTH_SIDES,
            true,
            true);

    /** The passes from {@code group_typecasts} to {@code group_as}. */
    static final List<InfixGrouping> TYPECAST_TO_AS =
            List.of(TYPECAST, TIME_ZONE, LITERAL, LITERAL_UNIT, OPERATOR, COMPARE, AS);

    /** {@code a := b}, up to the next semicolon. */
    static final InfixGrouping ASSIGNMENT = new InfixGrouping(
            GroupKind.ASSIGNMENT,
            token -> token.matches(TokenType.ASSIGNMENT, ":="),
            token -> !token.isOf(TokenType.KEYWORD),
            token -> !token.isOf(TokenType.KEYWORD),
            true,
            InfixRules::assignmentReach,
            true,
            true);

    /** {@code a, b}. */
    static final InfixGrouping LIST = new InfixGrouping(
            IDENTIFIER_LIST,
            token -> token.matches(TokenType.PUNCTUATION, ","),
            InfixRules::isListed,
            InfixRules::isListed,
            true,
            BOTH_SIDES,
            true,
            true);

    private InfixRules() {}

    private static Stretch periodReach(Group group, int left, int middle, int right) {
        boolean member = right != Group.NONE
                && (group.get(right).is(Set.of(SQUARE_BRACKETS, FUNCTION))
                        || group.get(right).isOf(MEMBER_TYPES));
        return new Stretch(left, member ? right : middle);
    }

    /** An asterisk between operands is an operator from then on. */
    private static Stretch operatorReach(Group group, int left, int middle, int right) {
        group.tokens()
                .set(middle, new Leaf(TokenType.OPERATOR, group.get(middle).text()));
        return new Stretch(left, right);
    }

    private static Stretch assignmentReach(Group group, int left, int middle, int right) {
        int semicolon = group.find(token -> token.matches(TokenType.PUNCTUATION, ";"), right);
        return new Stretch(left, semicolon == Group.NONE ? right : semicolon);
    }

    private static boolean isAny(Token token) {
        return true;
    }

    private static boolean isString(Token token) {
        return token.isOf(TokenType.STRING_SINGLE);
    }

    private static boolean isOperand(Token token) {
        return token.is(SQUARE_BRACKETS)
                || token.is(COMPARED)
                || token.isOf(OPERAND_TYPES)
                || token.matches(TokenType.KEYWORD, "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP");
    }

    private static boolean isCompared(Token token) {
        return token.is(COMPARED) || token.isOf(OPERAND_TYPES) || isKeyword(token, "NULL");
    }

    private static boolean isListed(Token token) {
        return token.is(Set.of(FUNCTION, CASE, IDENTIFIER, COMPARISON, IDENTIFIER_LIST, OPERATION))
                || token.isOf(LISTED_TYPES);
    }

    /** Whether it is a keyword of any kind with this text. */
    private static boolean isKeyword(Token token, String text) {
        return token instanceof Leaf leaf
                && leaf.isKeyword()
                && leaf.normalized().equals(text);
    }

    private static Set<TokenType> with(Set<TokenType> types, TokenType... more) {
        var all = new HashSet<>(types);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
