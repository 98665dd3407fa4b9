package dev.trawl.cli.traces;

import java.util.Locale;

/** How {@code mlflow traces search} prints what it found. */
enum MlflowFormat {
    TABLE,
    JSON;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
