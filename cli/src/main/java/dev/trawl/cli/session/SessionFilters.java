package dev.trawl.cli.session;

import dev.trawl.trace.MlflowKey;
import java.util.Collection;
import java.util.stream.Collectors;

/** Filters that ask for sessions. */
final class SessionFilters {
    private static final String SESSION = "metadata.`" + MlflowKey.SESSION + "`";

    private SessionFilters() {}

    /** The traces of a session. */
    static String of(String session) {
        return SESSION + " = " + quoted(session);
    }

    /** The traces of sessions whose id begins so. */
    static String beginning(String text) {
        return SESSION + " LIKE " + quoted(text.replace("%", "\\%").replace("_", "\\_") + "%");
    }

    /** The traces that a filter selects and that belong to some session. */
    static String withSession(String filter) {
        return and(filter, SESSION + " IS NOT NULL");
    }

    /** The traces that a filter selects and that belong to one of these sessions. */
    static String among(String filter, Collection<String> sessions) {
        return and(
                filter,
                SESSION
                        + sessions.stream()
                                .map(SessionFilters::quoted)
                                .collect(Collectors.joining(", ", " IN (", ")")));
    }

    /** The filter may end in a comment. */
    private static String and(String filter, String condition) {
        return filter.isBlank() ? condition : "(" + filter + "\n) AND " + condition;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
