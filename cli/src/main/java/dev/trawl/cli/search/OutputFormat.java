package dev.trawl.cli.search;

import java.util.Locale;

/** How {@code trawl search} prints what it found. */
enum OutputFormat {
    TABLE,
    JSON,
    JSONL,
    IDS;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
