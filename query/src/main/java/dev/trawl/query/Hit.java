package dev.trawl.query;

/**
 * A matching trace.
 *
 * @param document its number in the index as the search saw it; means nothing to another {@link TraceSearch}
 */
public record Hit(String traceId, int document) {}
