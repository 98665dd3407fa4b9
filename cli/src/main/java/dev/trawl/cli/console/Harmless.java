package dev.trawl.cli.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that does nothing to a person's terminal but stand there. U+FFFD stands for control characters, for those that turn
 * the direction of writing, and for those that cannot be seen, one for one. Line feeds and tabs stay, and joiners where emoji
 * and scripts need them: behind anything but ASCII.
 */
public final class Harmless {
    private static final Pattern BREAK = Pattern.compile("[\t\n\r]");

    private static final Pattern HARMFUL =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b\\u200e\\u200f"
                    + "\\u2028-\\u202e\\u2060-\\u206f\\ufeff]|(?<=^|[\\x00-\\x7f\\u200c\\u200d])[\\u200c\\u200d]");

    /** What {@link Colours} adds, and what is harmful. */
    private static final Pattern COLOUR_OR_HARMFUL = Pattern.compile("(\\x1b\\[[0-9;]*m)|" + HARMFUL);

    private static final String REPLACEMENT = "\ufffd";

    private Harmless() {}

    public static String of(String text) {
        return HARMFUL.matcher(text).replaceAll(REPLACEMENT);
    }

    /** The text on one line. */
    public static String line(String text) {
        return of(BREAK.matcher(text).replaceAll(" "));
    }

    /** Whether a text is one line and harmless as it is. */
    public static boolean isLine(String text) {
        return line(text).equals(text);
    }

    /** A text of which the colours stay. */
    static String coloured(String text) {
        return COLOUR_OR_HARMFUL
                .matcher(text)
                .replaceAll(found -> found.group(1) == null ? REPLACEMENT : Matcher.quoteReplacement(found.group()));
    }
}
