package dev.trawl.query.strict.sql;

/** What sqlparse takes at most ({@code sqlparse/engine/grouping.py}). It also keeps every recursion over the tree shallow. */
final class Limits {
    /** {@code MAX_GROUPING_DEPTH}: groups inside groups. */
    private static final int MAX_DEPTH = 100;

    /** {@code MAX_GROUPING_TOKENS}: tokens side by side in one group. */
    static final int MAX_TOKENS = 10_000;

    private Limits() {}

    static void check(Group group, int depth) throws SqlParseException {
        if (depth > MAX_DEPTH || group.size() > MAX_TOKENS) {
            throw new SqlParseException();
        }
    }
}
