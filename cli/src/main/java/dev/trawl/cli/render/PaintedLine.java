package dev.trawl.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One line of several texts, each in its colour, two spaces between them. Not thread-safe. */
public final class PaintedLine {
    private static final String GAP = ColumnWidths.GAP;

    private final List<Piece> pieces = new ArrayList<>();

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
                        .mapToInt(piece -> piece.line().width() + GAP.length())
                        .sum()
                - GAP.length()
                - columns;
        var out = new StringBuilder();
        int used = 0;
        for (var piece : shown) {
            var line = piece.line();
            if (excess > 0 && piece.flexible()) {
                line = line.within(Math.max(ColumnWidths.NARROWEST, line.width() - excess));
                excess -= piece.line().width() - line.width();
            }
            int gap = used == 0 ? 0 : GAP.length();
            int room = columns - used - gap;
            if (room <= 0) {
                break;
            }
            line = line.within(room);
            out.append(GAP, 0, gap).append(piece.paint().apply(line.text()));
            used += gap + line.width();
        }
        return out.toString();
    }
}
