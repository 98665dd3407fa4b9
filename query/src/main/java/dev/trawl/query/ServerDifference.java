package dev.trawl.query;

/**
 * A reason why an MLflow 3.17.2 server may answer a filter otherwise than trawl: one of the numbered improvements of
 * docs/filter-language.md.
 *
 * @param improvement its number there
 */
public record ServerDifference(int improvement, String sentence) {}
