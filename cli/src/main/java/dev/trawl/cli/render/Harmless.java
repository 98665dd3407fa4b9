package dev.trawl.cli.render;

import java.util.regex.Pattern;

/**
 * Text that does nothing to a person's terminal but stand there. U+FFFD stands for control characters, for those that turn
 * the direction of writing, and for those that cannot be seen, one for one. Line feeds and tabs stay, and joiners where emoji
 * and scripts need them: behind anything but ASCII.
 */
final class Harmless {
    private static final Pattern HARMFUL =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b\\u200e\\u200f"
                    + "\\u2028-\\u202e\\u2060-\\u206f\\ufeff]|(?<=^|[\\x00-\\x7f\\u200c\\u200d])[\\u200c\\u200d]");

    private Harmless() {}

    static String of(String text) {
        return HARMFUL.matcher(text).replaceAll("\ufffd");
    }
}
