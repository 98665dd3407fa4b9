package dev.trawl.query.stats;

import java.util.List;

/**
 * A key that selected traces have, and its most frequent values.
 *
 * @param field as it is written in a filter: {@code tag.env}
 * @param traces how many have the key
 * @param values how many different values there are; those too long for the index are not among them
 * @param top the most frequent ones, most frequent first, then in the order of their letters
 */
public record Facet(String field, long traces, long values, List<ValueCount> top) {
    public Facet {
        top = List.copyOf(top);
    }

    /** A value, and how many traces have it. */
    public record ValueCount(String value, long traces) {}
}
