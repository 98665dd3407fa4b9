package dev.trawl.query;

import java.util.List;

/**
 * A key that traces of the index have.
 *
 * @param field as it is written in a filter: {@code tag.env}
 * @param traces how many traces have it; those that were replaced count, too, until their segment is merged
 * @param examples a few of its values, the first ones in the order of terms
 */
public record KeyCount(String field, int traces, List<String> examples) {}
