package dev.trawl.cli.session;

import dev.trawl.query.TextLiteral;
import dev.trawl.trace.MlflowKey;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Filters that ask for sessions. */
final class SessionFilters {
    private static final String SESSION = "metadata.`" + MlflowKey.SESSION + "`";

    private SessionFilters() {}

    /** The traces of a session. */
    static String of(String session) {
        return SESSION + " = " + TextLiteral.of(session);
    }

    /** The traces of sessions whose id begins so. */
    static String beginning(String text) {
        return SESSION + " RLIKE " + TextLiteral.of("^" + Pattern.quote(text));
    }

    /** The traces that a filter selects and that belong to some session. */
    static String withSession(String filter) {
        return and(filter, SESSION + " IS NOT NULL");
    }

    /** The traces that a filter selects and that belong to one of these sessions. */
    static String among(String filter, Collection<String> sessions) {
        return and(
                filter,
                SESSION + sessions.stream().map(TextLiteral::inList).collect(Collectors.joining(", ", " IN (", ")")));
    }

    /** The filter may end in a comment. */
    private static String and(String filter, String condition) {
        return filter.isBlank() ? condition : "(" + filter + "\n) AND " + condition;
    }
}
