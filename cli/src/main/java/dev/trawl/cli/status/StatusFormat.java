package dev.trawl.cli.status;

import java.util.Locale;

/** How a status is printed. */
enum StatusFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
