package dev.trawl.cli.render;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How wide the columns of a table are so that it fits. When it is too wide, the widest texts are cut, as long as all of
 * them together keep {@value #TEXTS_TOGETHER} places; then columns go that can be spared; then texts are cut to {@value
 * #NARROWEST} places each; then columns go from the right. The last one is cut to what there is.
 */
public final class ColumnWidths {
    public static final String GAP = "  ";
    private static final int TEXTS_TOGETHER = 16;
    static final int NARROWEST = 4;

    private final int[] wanted;
    private final List<Yield> yields;
    private final boolean[] gone;
    private int floor;

    /** What a column does when there is too little room. */
    public enum Yield {
        /** It stays as it is as long as it can. */
        NOTHING,
        /** Its texts are cut. */
        PLACES,
        /** It goes. */
        ALL
    }

    private ColumnWidths(int[] wanted, List<Yield> yields) {
        this.wanted = wanted;
        this.yields = yields;
        gone = new boolean[wanted.length];
        int texts = Math.max(1, (int) shown().filter(this::isText).count());
        floor = Math.max(NARROWEST, TEXTS_TOGETHER / texts);
    }

    /**
     * Widths of which the sum, with the gaps, is at most {@code width}; 0 for a column that is not shown.
     *
     * @param wanted how wide each would be; 0 for one that is not shown anyway
     * @param width at least 1
     */
    public static int[] fitting(int[] wanted, List<Yield> yields, int width) {
        var widths = new ColumnWidths(wanted, yields);
        while (widths.least() > width && widths.giveWay()) {}
        return widths.within(width);
    }

    private IntStream shown() {
        return IntStream.range(0, wanted.length).filter(i -> wanted[i] > 0 && !gone[i]);
    }

    private boolean isText(int column) {
        return yields.get(column) == Yield.PLACES;
    }

    private int least() {
        return shown().map(i -> (isText(i) ? Math.min(floor, wanted[i]) : wanted[i]) + GAP.length())
                        .sum()
                - GAP.length();
    }

    /** The next step towards a narrower table; false when there is none. */
    private boolean giveWay() {
        var spare = shown().filter(i -> yields.get(i) == Yield.ALL).max();
        if (spare.isEmpty() && floor > NARROWEST) {
            floor = NARROWEST;
            return true;
        }
        if (shown().count() <= 1) {
            return false;
        }
        gone[spare.orElseGet(() -> shown().max().orElseThrow())] = true;
        return true;
    }

    /** The widest text gives way, place by place. */
    private int[] within(int width) {
        int[] widths = new int[wanted.length];
        shown().forEach(i -> widths[i] = wanted[i]);
        int gaps = GAP.length() * ((int) shown().count() - 1);
        for (int excess = IntStream.of(widths).sum() + gaps - width; excess > 0; excess--) {
            int widest = widestText(widths);
            if (widest < 0) {
                shown().forEach(i -> widths[i] = Math.min(widths[i], width));
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    /** The first of the widest texts that can be cut; -1 if none can. */
    private int widestText(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (isText(i) && widths[i] > floor && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }
}
