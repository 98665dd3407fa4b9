package dev.trawl.cli.render;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Harmless;
import dev.trawl.query.snippet.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text for one line of a terminal, some places of it marked. Line ends and tabs stand as spaces, what would act on the
 * terminal as U+FFFD.
 *
 * @param marks in order, none touching another
 */
public record Line(String text, List<Mark> marks) {
    private static final String CUT = "…";

    public static final Line EMPTY = new Line("", List.of());

    public Line {
        // One character stands for one, so that the marks stay where they are.
        text = Harmless.line(text);
        marks = List.copyOf(marks);
    }

    public static Line of(String text) {
        return new Line(text, List.of());
    }

    /** Columns that it takes. */
    public int width() {
        return DisplayWidth.of(text);
    }

    /** The same, or its beginning and {@code …} where it is wider. */
    public Line within(int columns) {
        if (columns <= 0) {
            return EMPTY;
        }
        if (text.length() <= columns / 2 || width() <= columns) {
            return this;
        }
        int end = DisplayWidth.fitting(text, columns - 1);
        var kept = new ArrayList<Mark>();
        for (var mark : marks) {
            if (mark.start() < end) {
                kept.add(new Mark(mark.start(), Math.min(mark.end(), end)));
            }
        }
        return new Line(text.substring(0, end) + CUT, kept);
    }

    /** The same, or where it is wider its first mark with what stands around it, and {@code …} where it is cut. */
    public Line around(int columns) {
        if (marks.isEmpty() || width() <= columns) {
            return within(columns);
        }
        var mark = marks.getFirst();
        int before = DisplayWidth.of(text.substring(0, mark.start()));
        int behind = DisplayWidth.of(text.substring(mark.end()));
        int room = Math.max(0, columns - (width() - before - behind) - 2 * CUT.length());
        int spare = before - Math.max(room / 2, room - behind);
        if (spare <= CUT.length()) {
            return within(columns);
        }
        int from = Math.min(mark.start(), DisplayWidth.fitting(text, spare));
        int moved = from - CUT.length();
        return new Line(
                        CUT + text.substring(from),
                        marks.stream()
                                .map(each -> new Mark(each.start() - moved, each.end() - moved))
                                .toList())
                .within(columns);
    }

    /** The text with its marks, and the rest in a colour of its own. */
    public String painted(Colours colours, UnaryOperator<String> rest) {
        if (marks.isEmpty()) {
            return rest.apply(text);
        }
        var out = new StringBuilder();
        int at = 0;
        for (var mark : marks) {
            out.append(rest.apply(text.substring(at, mark.start())));
            out.append(colours.match(text.substring(mark.start(), mark.end())));
            at = mark.end();
        }
        return out.append(rest.apply(text.substring(at))).toString();
    }
}
