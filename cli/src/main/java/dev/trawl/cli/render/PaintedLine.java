package dev.trawl.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One line of several texts, each in its colour, spaces between them. Not thread-safe. */
public final class PaintedLine {
    private final String gap;
    private final List<Piece> pieces = new ArrayList<>();

    /** Two spaces between the texts. */
    public PaintedLine() {
        this(ColumnWidths.GAP);
    }

    public PaintedLine(String gap) {
        this.gap = gap;
    }

    private record Piece(Line line, UnaryOperator<String> paint, boolean flexible) {}

    /** Adds a text without a colour. */
    public PaintedLine add(String text) {
        return add(text, UnaryOperator.identity());
    }

    /** Adds a text; an empty one takes no room. */
    public PaintedLine add(String text, UnaryOperator<String> paint) {
        pieces.add(new Piece(Line.of(text), paint, false));
        return this;
    }

    /** Adds a text that is cut before the others are. */
    public PaintedLine addFlexible(String text, UnaryOperator<String> paint) {
        pieces.add(new Piece(Line.of(text), paint, true));
        return this;
    }

    /** The line, cut to that many columns. */
    public String within(int columns) {
        var shown = pieces.stream().filter(piece -> piece.line().width() > 0).toList();
        int excess = shown.stream()
                        .mapToInt(piece -> piece.line().width() + gap.length())
                        .sum()
                - gap.length()
                - columns;
        var out = new StringBuilder();
        int used = 0;
        for (var piece : shown) {
            var line = piece.line();
            if (excess > 0 && piece.flexible()) {
                line = line.within(Math.max(ColumnWidths.NARROWEST, line.width() - excess));
                excess -= piece.line().width() - line.width();
            }
            int before = used == 0 ? 0 : gap.length();
            int room = columns - used - before;
            if (room <= 0) {
                break;
            }
            line = line.within(room);
            out.append(gap, 0, before).append(piece.paint().apply(line.text()));
            used += before + line.width();
        }
        return out.toString();
    }
}
