package dev.trawl.query.strict.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups what stands between an opening and a closing token: {@code sqlparse/engine/grouping.py} {@code _group_matching}. Opening tokens
 * that never close, and closing ones that nothing opened, stay as they are.
 *
 * @param kind the groups to make
 * @param type the type of the opening and closing token
 * @param opening texts of the opening token
 * @param closing text of the closing token
 */
record BracketGrouping(GroupKind kind, TokenType type, List<String> opening, String closing) {
    /** In sqlparse's order ({@code grouping.group}). */
    static final List<BracketGrouping> ALL = List.of(
            punctuation(GroupKind.SQUARE_BRACKETS, "[", "]"),
            punctuation(GroupKind.PARENTHESIS, "(", ")"),
            keywords(GroupKind.CASE, "END", "CASE"),
            keywords(GroupKind.IF, "END IF", "IF"),
            keywords(GroupKind.FOR, "END LOOP", "FOR", "FOREACH"),
            keywords(GroupKind.BEGIN, "END", "BEGIN"));

    private static BracketGrouping punctuation(GroupKind kind, String opening, String closing) {
        return new BracketGrouping(kind, TokenType.PUNCTUATION, List.of(opening), closing);
    }

    private static BracketGrouping keywords(GroupKind kind, String closing, String... opening) {
        return new BracketGrouping(kind, TokenType.KEYWORD, List.of(opening), closing);
    }

    void apply(Group statement) throws SqlParseException {
        apply(statement, 0);
    }

    private void apply(Group group, int depth) throws SqlParseException {
        Limits.check(group, depth);
        var opened = new ArrayList<Integer>();
        int gathered = 0;
        List<Token> tokens = List.copyOf(group.tokens());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            int place = i - gathered;
            if (token instanceof Group inner && inner.kind() != kind) {
                apply(inner, depth + 1);
            } else if (token.matches(type, opening)) {
                opened.add(place);
            } else if (token.matches(type, closing) && !opened.isEmpty()) {
                int start = opened.removeLast();
                group.gather(kind, start, place);
                gathered += place - start;
            }
        }
    }
}
