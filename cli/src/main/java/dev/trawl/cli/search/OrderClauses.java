package dev.trawl.cli.search;

import java.util.ArrayList;
import java.util.List;

/** Splits {@code timestamp_ms DESC, tag.`a,b`} into its clauses: at commas that stand outside quotes and backticks. */
public final class OrderClauses {
    private static final char UNQUOTED = 0;

    private OrderClauses() {}

    /**
     * The clauses of all lists that an option was given.
     *
     * @param option as it is typed
     */
    public static List<GivenText> split(String option, List<String> lists) {
        return lists.stream()
                .flatMap(list -> split(GivenText.of(option, list)).stream())
                .toList();
    }

    static List<GivenText> split(GivenText given) {
        var clauses = given.whole();
        var parts = new ArrayList<GivenText>();
        int start = given.start();
        char quote = UNQUOTED;
        for (int i = start; i < given.end(); i++) {
            char c = clauses.charAt(i);
            if (quote == UNQUOTED && c == ',') {
                parts.add(given.piece(start, i));
                start = i + 1;
            } else if (quote == UNQUOTED && (c == '\'' || c == '"' || c == '`')) {
                quote = c;
            } else if (c == quote) {
                quote = UNQUOTED;
            }
        }
        parts.add(given.piece(start, given.end()));
        return parts;
    }
}
