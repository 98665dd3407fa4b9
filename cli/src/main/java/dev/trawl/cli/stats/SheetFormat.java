package dev.trawl.cli.stats;

import java.util.Locale;

/** How numbers are printed. */
enum SheetFormat {
    TABLE,
    JSON,
    JSONL,
    CSV;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
