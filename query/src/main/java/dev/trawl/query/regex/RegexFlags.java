package dev.trawl.query.regex;

/**
 * Flags of a pattern that change what it matches; {@code U} changes only which match comes first.
 *
 * @param foldCase {@code i}
 * @param lines {@code m}: {@code ^} and {@code $} are at lines too
 * @param dotIsAll {@code s}: the dot is a newline too
 */
record RegexFlags(boolean foldCase, boolean lines, boolean dotIsAll) {
    static final RegexFlags NONE = new RegexFlags(false, false, false);

    RegexFlags with(int flag, boolean on) {
        return switch (flag) {
            case 'i' -> new RegexFlags(on, lines, dotIsAll);
            case 'm' -> new RegexFlags(foldCase, on, dotIsAll);
            case 's' -> new RegexFlags(foldCase, lines, on);
            default -> this;
        };
    }
}
