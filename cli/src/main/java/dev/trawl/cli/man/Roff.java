package dev.trawl.cli.man;

/** A manual page while it is written, in the macros of man(7). */
final class Roff {
    private static final int LAST_ASCII = 126;

    private final StringBuilder page = new StringBuilder();
    private boolean belowHeading;

    /** Begins the page. */
    Roff title(String name, int section, String version) {
        return line(".TH \"" + escaped(name) + "\" " + section + " \"\" \"" + escaped(version) + "\" \"trawl\"");
    }

    Roff section(String heading) {
        line(".SH \"" + escaped(heading) + "\"");
        belowHeading = true;
        return this;
    }

    /** Text that is filled; a new paragraph. */
    Roff paragraph(String text) {
        return apart().text(text);
    }

    /** Text that is filled. */
    Roff text(String text) {
        return line(guarded(escaped(text)));
    }

    /** A line that is escaped already. */
    Roff marked(String line) {
        return line(guarded(line));
    }

    /** Something with what is said of it, indented. */
    Roff entry(String markedTerm, String meaning) {
        return line(".TP").marked(markedTerm).text(meaning);
    }

    /** Lines that stay as they are. */
    Roff verbatim(Iterable<String> lines) {
        apart().line(".RS 4").line(".nf");
        lines.forEach(this::text);
        return line(".fi").line(".RE");
    }

    static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** The text with nothing in it that roff would read or print in another way. */
    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                case '"' -> escaped.append("\\(dq");
                default -> {
                    if (character > LAST_ASCII) {
                        escaped.append(String.format("\\[u%04X]", character));
                    } else {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** A point at the beginning of a line would be a command; an empty line is a blank one. */
    private static String guarded(String line) {
        return line.isEmpty() ? ".sp" : line.startsWith(".") || line.startsWith(" ") ? "\\&" + line : line;
    }

    /** What stands below a heading stands apart already. */
    private Roff apart() {
        return belowHeading ? this : line(".PP");
    }

    private Roff line(String line) {
        belowHeading = false;
        page.append(line).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
