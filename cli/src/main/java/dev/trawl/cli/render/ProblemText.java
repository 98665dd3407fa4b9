package dev.trawl.cli.render;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Harmless;
import dev.trawl.query.FilterException;
import dev.trawl.query.FilterException.Problem;
import dev.trawl.trace.PythonJson;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Problems of a filter as a person reads them: place, sentence, the line with the place marked, what would work.
 *
 * <pre>
 * filter:1:1: unknown field trace.stauts
 *   trace.stauts = 'OK'
 *   ^^^^^^^^^^^^
 *   did you mean trace.status?
 * </pre>
 *
 * <p>Lines and columns count from 1, columns in code points. Long lines are cut around the place.
 */
public final class ProblemText {
    private static final String INDENT = "  ";
    private static final String CUT = "…";
    private static final int LONGEST_EXCERPT = 100;
    private static final int SHOWN_BEFORE = 40;
    private static final int LONGEST_MESSAGE = 1_000;

    private ProblemText() {}

    /**
     * All problems of one text, each ended by a line end but the last.
     *
     * @param label what the text is: {@code filter}, {@code --order-by}
     */
    public static String of(String label, FilterException exception, Colours colours) {
        return exception.problems().stream()
                .map(problem -> of(label, exception.text(), problem, colours))
                .collect(Collectors.joining("\n"));
    }

    /** All problems of one text in one line, for machines: messages and hints separated by semicolons. */
    public static String inOneLine(FilterException exception) {
        return exception.problems().stream()
                .map(problem -> problem.message()
                        + problem.hint().map(hint -> "; " + hint).orElse(""))
                .collect(Collectors.joining("; "));
    }

    /** All problems of one text for machines: {@code {"problems": [{"in", "line", "column", "start", "end", …}]}}. */
    public static String json(String label, FilterException exception) {
        var json = JsonNodeFactory.instance.objectNode();
        var problems = json.putArray("problems");
        for (var problem : exception.problems()) {
            var place = Place.of(exception.text(), problem);
            var entry = problems.addObject()
                    .put("in", label)
                    .put("line", place.line())
                    .put("column", place.column())
                    .put("start", problem.start())
                    .put("end", problem.end())
                    .put("message", problem.message());
            problem.hint().ifPresent(hint -> entry.put("hint", hint));
        }
        return PythonJson.readable(json);
    }

    /** Where a problem begins: line and column from 1, the column in code points. */
    private record Place(int line, int column) {
        static Place of(String text, Problem problem) {
            int start = Math.min(problem.start(), text.length());
            int lineStart = text.lastIndexOf('\n', start - 1) + 1;
            int line = (int) text.substring(0, lineStart)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            return new Place(line, text.codePointCount(lineStart, start) + 1);
        }
    }

    private static String of(String label, String text, Problem problem, Colours colours) {
        int start = Math.min(problem.start(), text.length());
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
        int end = Math.min(Math.max(problem.end(), start), lineEnd);

        var place = Place.of(text, problem);
        var prefix = label + ":" + place.line() + ":" + place.column() + ":";
        var lines = new StringBuilder(colours.bold(prefix) + " " + cut(problem.message()));
        if (lineEnd > lineStart) {
            appendExcerpt(lines, text, lineStart, start, end, lineEnd, colours);
        }
        problem.hint().ifPresent(hint -> lines.append('\n').append(INDENT).append(cut(hint)));
        return lines.toString();
    }

    private static void appendExcerpt(
            StringBuilder lines, String text, int lineStart, int start, int end, int lineEnd, Colours colours) {
        int from = lineEnd - lineStart <= LONGEST_EXCERPT ? lineStart : Math.max(lineStart, start - SHOWN_BEFORE);
        from = wholeCodePoint(text, from);
        int to = wholeCodePoint(text, Math.min(lineEnd, from + LONGEST_EXCERPT));
        var before = (from > lineStart ? CUT : "") + Harmless.line(text.substring(from, Math.min(start, to)));
        var marked = Harmless.line(text.substring(Math.min(start, to), Math.min(end, to)));
        var after = Harmless.line(text.substring(Math.min(end, to), to)) + (to < lineEnd ? CUT : "");
        lines.append('\n').append(INDENT).append(before).append(marked).append(after);
        lines.append('\n').append(INDENT).append(" ".repeat(DisplayWidth.of(before)));
        lines.append(colours.red("^".repeat(Math.max(1, DisplayWidth.of(marked)))));
    }

    private static int wholeCodePoint(String text, int offset) {
        boolean inside = offset > 0
                && offset < text.length()
                && Character.isLowSurrogate(text.charAt(offset))
                && Character.isHighSurrogate(text.charAt(offset - 1));
        return inside ? offset - 1 : offset;
    }

    private static String cut(String sentence) {
        var visible = Harmless.of(sentence);
        return visible.length() <= LONGEST_MESSAGE
                ? visible
                : visible.substring(0, wholeCodePoint(visible, LONGEST_MESSAGE)) + CUT;
    }
}
