package dev.trawl.cli.search;

import java.util.Locale;

/** How {@code trawl search} prints what it found. */
public enum OutputFormat {
    TABLE,
    JSON,
    JSONL,
    CSV,
    IDS;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
