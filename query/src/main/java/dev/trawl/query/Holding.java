package dev.trawl.query;

import java.util.Optional;

/**
 * What an index holds of one experiment of one source.
 *
 * @param source the server; absent for traces that came from files
 * @param experimentId empty for traces that live in no experiment
 * @param traces how many, deleted ones included
 * @param deleted how many of them their server has no more
 * @param withoutSpans how many of them have no stored spans
 * @param oldestMs the first timestamp, milliseconds since the epoch
 * @param newestMs the last one
 */
public record Holding(
        Optional<String> source,
        String experimentId,
        long traces,
        long deleted,
        long withoutSpans,
        long oldestMs,
        long newestMs) {}
