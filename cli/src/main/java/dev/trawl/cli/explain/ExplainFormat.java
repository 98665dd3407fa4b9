package dev.trawl.cli.explain;

import java.util.Locale;

/** How explanations and fields are printed. */
enum ExplainFormat {
    TEXT,
    JSON;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
