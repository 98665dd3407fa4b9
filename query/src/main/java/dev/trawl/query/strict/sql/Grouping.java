package dev.trawl.query.strict.sql;

import static dev.trawl.query.strict.sql.GroupKind.CASE;
import static dev.trawl.query.strict.sql.GroupKind.COMMENT;
import static dev.trawl.query.strict.sql.GroupKind.COMPARISON;
import static dev.trawl.query.strict.sql.GroupKind.FUNCTION;
import static dev.trawl.query.strict.sql.GroupKind.IDENTIFIER;
import static dev.trawl.query.strict.sql.GroupKind.OPERATION;
import static dev.trawl.query.strict.sql.GroupKind.OVER;
import static dev.trawl.query.strict.sql.GroupKind.PARENTHESIS;
import static dev.trawl.query.strict.sql.GroupKind.VALUES;
import static dev.trawl.query.strict.sql.GroupKind.WHERE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Builds the tree of a statement: {@code sqlparse/engine/grouping.py} {@code group}, pass by pass in its order. Each pass sees what the
 * earlier ones made, and many a filter is refused only because of that order.
 */
final class Grouping {
    private static final Set<GroupKind> MAY_HAVE_ALIAS =
            Set.of(PARENTHESIS, FUNCTION, CASE, IDENTIFIER, OPERATION, COMPARISON);
    private static final List<String> WHERE_ENDS = List.of(
            "ORDER BY",
            "GROUP BY",
            "LIMIT",
            "UNION",
            "UNION ALL",
            "EXCEPT",
            "INTERSECT",
            "HAVING",
            "RETURNING",
            "INTO");

    private Grouping() {}

    /** The tree of a statement; fails where sqlparse does. */
    static Group group(List<Leaf> leaves) throws SqlParseException {
        var statement = new Group(GroupKind.STATEMENT, withComments(leaves));
        for (BracketGrouping brackets : BracketGrouping.ALL) {
            brackets.apply(statement);
        }
        everywhere(statement, Set.of(OVER), Grouping::groupOver);
        everywhere(statement, Set.of(FUNCTION), Grouping::groupFunctions);
        everywhere(statement, Set.of(WHERE), Grouping::groupWhere);
        InfixRules.PERIOD.apply(statement);
        InfixRules.ARRAY.apply(statement);
        everywhere(statement, Set.of(IDENTIFIER), Grouping::groupIdentifiers);
        everywhere(statement, Set.of(IDENTIFIER), Grouping::groupOrder);
        for (InfixGrouping infix : InfixRules.TYPECAST_TO_AS) {
            infix.apply(statement);
        }
        everywhere(statement, Set.of(), Grouping::groupAliased);
        InfixRules.ASSIGNMENT.apply(statement);
        everywhere(statement, Set.of(), Grouping::alignComments);
        InfixRules.LIST.apply(statement);
        groupValues(statement);
        return statement;
    }

    /** {@code group_comments}: comments and line breaks up to the next other token become one comment; at the end they stay apart. */
    private static List<Token> withComments(List<Leaf> leaves) {
        var tokens = new ArrayList<Token>(leaves.size());
        int i = 0;
        while (i < leaves.size()) {
            int end = i;
            if (leaves.get(i).isWithin(TokenType.COMMENT)) {
                while (end < leaves.size()
                        && (leaves.get(end).isWithin(TokenType.COMMENT)
                                || leaves.get(end).isWithin(TokenType.NEWLINE))) {
                    end++;
                }
                if (end == leaves.size()) {
                    tokens.addAll(leaves.subList(i, end));
                } else {
                    tokens.add(new Group(COMMENT, leaves.subList(i, end)));
                }
                i = end;
            } else {
                tokens.add(leaves.get(i++));
            }
        }
        return tokens;
    }

    @FunctionalInterface
    private interface Pass {
        void apply(Group group) throws SqlParseException;
    }

    /** {@code utils.recurse}: the pass over the groups inside that are not of the kinds left out, then over the group itself. */
    private static void everywhere(Group group, Set<GroupKind> leftOut, Pass pass) throws SqlParseException {
        for (Token token : group.tokens()) {
            if (token instanceof Group inner && !leftOut.contains(inner.kind())) {
                everywhere(inner, leftOut, pass);
            }
        }
        pass.apply(group);
    }

    private static void groupOver(Group group) throws SqlParseException {
        for (int i = group.find(Grouping::isOver, -1); i != Group.NONE; i = group.find(Grouping::isOver, i)) {
            int next = group.next(i);
            if (next != Group.NONE
                    && (group.get(next).is(PARENTHESIS) || group.get(next).isWithin(TokenType.NAME))) {
                group.gather(OVER, i, next);
            }
        }
    }

    private static boolean isOver(Token token) {
        return token.matches(TokenType.KEYWORD, "OVER");
    }

    private static void groupFunctions(Group group) throws SqlParseException {
        if (has(group, "CREATE") && has(group, "TABLE") && !has(group, "AS")) {
            return;
        }
        for (int i = group.find(Grouping::isName, -1); i != Group.NONE; i = group.find(Grouping::isName, i)) {
            int next = group.next(i);
            if (next != Group.NONE && group.get(next).is(PARENTHESIS)) {
                int over = group.next(next);
                group.gather(FUNCTION, i, over != Group.NONE && group.get(over).is(OVER) ? over : next);
            }
        }
    }

    private static boolean isName(Token token) {
        return token.isWithin(TokenType.NAME);
    }

    private static boolean has(Group group, String word) {
        return group.tokens().stream()
                .anyMatch(token -> token.length() <= word.length()
                        && token.text().toUpperCase(Locale.ROOT).equals(word));
    }

    private static void groupWhere(Group group) throws SqlParseException {
        for (int i = group.find(Grouping::isWhere, -1); i != Group.NONE; i = group.find(Grouping::isWhere, i)) {
            int end = group.find(token -> token.matches(TokenType.KEYWORD, WHERE_ENDS), i);
            boolean bracketed = group.is(PARENTHESIS) || group.is(GroupKind.SQUARE_BRACKETS);
            int last = group.size() - (bracketed ? 2 : 1);
            group.gather(WHERE, i, end == Group.NONE ? last : end - 1);
        }
    }

    private static boolean isWhere(Token token) {
        return token.matches(TokenType.KEYWORD, "WHERE");
    }

    private static void groupIdentifiers(Group group) {
        group.tokens()
                .replaceAll(token ->
                        token.isOf(InfixRules.IDENTIFIER_TYPES) ? new Group(IDENTIFIER, List.of(token)) : token);
    }

    private static void groupOrder(Group group) throws SqlParseException {
        for (int i = group.find(Grouping::isOrder, -1); i != Group.NONE; i = group.find(Grouping::isOrder, i)) {
            int previous = group.previous(i);
            if (previous != Group.NONE
                    && (group.get(previous).is(IDENTIFIER)
                            || group.get(previous).isWithin(TokenType.NUMBER))) {
                group.gather(IDENTIFIER, previous, i);
                i = previous;
            }
        }
    }

    private static boolean isOrder(Token token) {
        return token.isWithin(TokenType.KEYWORD_ORDER);
    }

    private static void groupAliased(Group group) throws SqlParseException {
        for (int i = group.find(Grouping::mayHaveAlias, -1);
                i != Group.NONE;
                i = group.find(Grouping::mayHaveAlias, i)) {
            int next = group.next(i);
            if (next != Group.NONE && group.get(next).is(IDENTIFIER)) {
                group.extend(IDENTIFIER, i, next);
            }
        }
    }

    private static boolean mayHaveAlias(Token token) {
        return token.is(MAY_HAVE_ALIAS) || token.isWithin(TokenType.NUMBER);
    }

    /** Puts a comment at the end of the group before it. */
    private static void alignComments(Group group) {
        for (int i = group.find(Grouping::isComment, -1); i != Group.NONE; i = group.find(Grouping::isComment, i)) {
            int previous = group.previous(i);
            if (previous != Group.NONE && group.get(previous) instanceof Group before) {
                group.append(before, previous, i);
                i = previous;
            }
        }
    }

    private static boolean isComment(Token token) {
        return token.is(COMMENT);
    }

    private static void groupValues(Group statement) throws SqlParseException {
        int start = statement.find(token -> token.matches(TokenType.KEYWORD, "VALUES"), -1);
        int end = Group.NONE;
        for (int i = start; i != Group.NONE; i = statement.next(i)) {
            if (statement.get(i).is(PARENTHESIS)) {
                end = i;
            }
        }
        if (end != Group.NONE) {
            statement.extend(VALUES, start, end);
        }
    }
}
