package dev.trawl.cli.console;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the process tells its caller by number; every command's help prints this list. */
public enum ExitCode {
    SUCCESS(0, "Done; a search that finds nothing is also done."),
    TROUBLE(1, "Trouble: no index, a damaged one, no server, no such trace, a file that cannot be read."),
    NOTHING_FOUND(1, "With --exit-code: nothing matches."),
    USAGE(2, "The command line or a filter is wrong."),
    PARTIAL(3, "Done in part: some traces, lines or filters failed, the others did not."),
    UNDECIDED(4, "With --exit-code: trouble, which otherwise ends with 1."),
    INTERRUPTED(130, "Stopped by Ctrl-C.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** Number to meaning, as the help prints it. */
    public static Map<String, String> meanings() {
        var meanings = new LinkedHashMap<String, String>();
        Arrays.stream(values())
                .forEach(code -> meanings.merge(
                        String.valueOf(code.number), code.meaning, (meaning, other) -> meaning + " " + other));
        return meanings;
    }
}
