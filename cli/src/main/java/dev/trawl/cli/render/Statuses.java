package dev.trawl.cli.render;

import dev.trawl.cli.console.Colours;

/** The colour of a status, of a trace or of a span. */
public final class Statuses {
    private Statuses() {}

    public static String painted(String status, Colours colours) {
        return switch (status) {
            case "OK" -> colours.green(status);
            case "ERROR" -> colours.red(status);
            case "IN_PROGRESS" -> colours.yellow(status);
            default -> status;
        };
    }
}
