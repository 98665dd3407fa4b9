package dev.trawl.query.strict;

import java.util.ArrayList;
import java.util.List;

/** Turns a text into the trees of its statements: {@code sqlparse.parse}. */
final class SqlParser {
    /** Statements with fewer tokens always can be grouped: neither depth nor number of tokens reaches a limit. */
    private static final int FEW_TOKENS = 4;

    private SqlParser() {}

    /** The statements of the text; the short ones of several stay ungrouped, because MLflow takes one alone. */
    static List<Group> parse(String text) throws SqlParseException {
        List<List<Leaf>> statements = StatementSplitter.split(new Lexer(text));
        var trees = new ArrayList<Group>(statements.size());
        for (List<Leaf> statement : statements) {
            boolean ungrouped = statements.size() > 1 && statement.size() < FEW_TOKENS;
            trees.add(ungrouped ? new Group(GroupKind.STATEMENT, statement) : Grouping.group(statement));
        }
        return trees;
    }
}
