package dev.trawl.cli.session;

import java.util.Locale;

/** How {@code trawl sessions} prints. */
enum SessionsFormat {
    TABLE,
    JSONL,
    CSV,
    IDS;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
