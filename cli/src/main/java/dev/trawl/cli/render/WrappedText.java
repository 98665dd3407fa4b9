package dev.trawl.cli.render;

import dev.trawl.cli.console.Harmless;
import java.util.ArrayList;
import java.util.List;

/** Text of several lines, fitted to a width: broken between words, and inside a word only where it fills a line by itself. */
public final class WrappedText {
    private static final int NARROWEST = 4;

    private WrappedText() {}

    /** The text without what would act on a terminal; tabs are four spaces. */
    public static String clean(String text) {
        return Harmless.of(text.replace("\r\n", "\n").replace("\t", "    "));
    }

    /** The lines; none of an empty text. */
    public static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        if (text.isEmpty()) {
            return lines;
        }
        for (var line : clean(text).split("\n", -1)) {
            wrap(line, Math.max(NARROWEST, width), lines);
        }
        return lines;
    }

    private static void wrap(String line, int width, List<String> lines) {
        var rest = line;
        while (DisplayWidth.of(rest) > width) {
            int end = DisplayWidth.fitting(rest, width);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 && !rest.substring(0, space).isBlank() ? space : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
    }
}
