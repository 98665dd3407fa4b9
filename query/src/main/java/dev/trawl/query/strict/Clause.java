package dev.trawl.query.strict;

import java.util.Locale;

/**
 * One comparison of a filter, as MLflow's parser hands it to the store.
 *
 * @param key what is compared, aliases resolved
 * @param written the operator as written, inner white space included
 * @param value what it is compared with
 */
record Clause(SearchKey key, String written, ClauseValue value) {
    /** The operator, as the store compares it. */
    String comparator() {
        return written.toUpperCase(Locale.ROOT);
    }
}
