package dev.trawl.cli.search;

import java.util.ArrayList;
import java.util.List;

/** Splits {@code timestamp_ms DESC, tag.`a,b`} into its clauses: at commas that stand outside quotes and backticks. */
public final class OrderClauses {
    private static final char UNQUOTED = 0;

    private OrderClauses() {}

    public static List<String> split(String clauses) {
        var parts = new ArrayList<String>();
        int start = 0;
        char quote = UNQUOTED;
        for (int i = 0; i < clauses.length(); i++) {
            char c = clauses.charAt(i);
            if (quote == UNQUOTED && c == ',') {
                parts.add(clauses.substring(start, i).strip());
                start = i + 1;
            } else if (quote == UNQUOTED && (c == '\'' || c == '"' || c == '`')) {
                quote = c;
            } else if (c == quote) {
                quote = UNQUOTED;
            }
        }
        parts.add(clauses.substring(start).strip());
        return parts;
    }
}
