package dev.trawl.query.strict.sql;

import java.util.List;
import java.util.Optional;

/**
 * What sqlparse makes of a text: {@code sqlparse.parse}.
 *
 * @param statements how many statements it has
 * @param only the tree of the statement when there is one; MLflow takes no other number
 */
public record SqlText(int statements, Optional<Group> only) {
    /** Statements with fewer tokens always can be grouped: neither depth nor number of tokens reaches a limit. */
    private static final int FEW_TOKENS = 4;

    /** Fails where sqlparse does, in whichever statement. */
    public static SqlText parse(String text) throws SqlParseException {
        List<List<Leaf>> statements = StatementSplitter.split(new Lexer(text));
        if (statements.size() == 1) {
            return new SqlText(1, Optional.of(Grouping.group(statements.getFirst())));
        }
        for (List<Leaf> statement : statements) {
            if (statement.size() >= FEW_TOKENS) {
                Grouping.group(statement);
            }
        }
        return new SqlText(statements.size(), Optional.empty());
    }
}
