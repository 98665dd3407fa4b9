package dev.trawl.sync;

/**
 * Something that could not be read and will be tried again the next time.
 *
 * @param subject {@code trace tr-…}, {@code experiment 5 (name)} or {@code run …}
 * @param reason a sentence
 */
public record SyncFailure(String subject, String reason) {}
