package dev.trawl.query.regex;

/**
 * One search through bytes by a {@link TextAutomaton}.
 *
 * <p>Each byte has to wait for the state that the one before it led to, some seven cycles, in which a core could do much
 * more. So a range of many texts is cut at separators into four lanes, which are searched at once; but if the pattern has a
 * {@link Beginning}, most bytes need not be looked at.
 *
 * <p>Not thread-safe.
 */
final class AutomatonRun {
    /** Bytes from which on lanes pay, a guess. */
    private static final int WORTH_LANES = 256;

    /**
     * Transitions that one search may learn whatever its length, and bytes per transition from then on. To learn one takes
     * as long as RE2/J takes for a few bytes, to follow one a thousandth of that.
     */
    private static final int MOST_LEARNED = 10_000;

    private static final int BYTES_PER_LEARNED = 20;

    private final TextAutomaton automaton;
    private final byte[] utf8;
    private final int from;
    private final int to;
    private final int[] columns;
    private int toLearn;
    private AutomatonStates states;
    private int[] table;

    /** @param from the offset where the texts begin, {@code to} where they end */
    AutomatonRun(TextAutomaton automaton, byte[] utf8, int from, int to) {
        this.automaton = automaton;
        this.utf8 = utf8;
        this.from = from;
        this.to = to;
        this.toLearn = Math.max(MOST_LEARNED, (to - from) / BYTES_PER_LEARNED);
        this.columns = automaton.columns();
        this.states = automaton.states();
        this.table = states.table();
    }

    boolean find() {
        return automaton.beginning().isPresent() ? firstEnd() != TextAutomaton.NONE : findInLanes();
    }

    /** See {@link TextAutomaton#firstEnd}. */
    int firstEnd() {
        return automaton.beginning().map(this::firstEnd).orElseGet(() -> firstEnd(from, to, AutomatonStates.START));
    }

    /** Looks only at what begins as a match must begin, each time until nothing of the pattern is left that was read. */
    private int firstEnd(Beginning beginning) {
        for (int at = beginning.next(utf8, from, to); at != TextAutomaton.NONE; at = beginning.next(utf8, at, to)) {
            int row = at == from ? AutomatonStates.START : states.idleBehind(columns[utf8[at - 1] & 0xFF]);
            do {
                int column = columns[at == to ? TextAutomaton.SEPARATOR : utf8[at] & 0xFF];
                row = known(row, column);
                if (row == AutomatonStates.FOUND) {
                    return at;
                }
                at++;
            } while (!states.isIdle(row));
        }
        return TextAutomaton.NONE;
    }

    private boolean findInLanes() {
        int quarter = (to - from) / 4;
        int second = quarter * 4 < WORTH_LANES ? to + 1 : nextText(from + quarter);
        int third = nextText(Math.max(second, from + 2 * quarter));
        int fourth = nextText(Math.max(third, from + 3 * quarter));
        return fourth > to ? firstEnd() != TextAutomaton.NONE : find(second, third, fourth);
    }

    /** Where the next text begins, at an offset or behind it; behind the end, if there is none. */
    private int nextText(int at) {
        int next = at;
        while (next < to && utf8[next] != (byte) TextAutomaton.SEPARATOR) {
            next++;
        }
        return next + 1;
    }

    private int firstEnd(int begin, int end, int state) {
        int row = state;
        for (int at = begin; at < end; at++) {
            int column = columns[utf8[at] & 0xFF];
            int next = table[row + column];
            if (next < 0) {
                next = known(row, column);
                if (next == AutomatonStates.FOUND) {
                    return at;
                }
            }
            row = next;
        }
        return known(row, columns[TextAutomaton.SEPARATOR]) == AutomatonStates.FOUND ? end : TextAutomaton.NONE;
    }

    /** In lanes of which the later ones begin at these offsets; each ends before the separator before the next one. */
    private boolean find(int second, int third, int fourth) {
        int first = from;
        int length = Math.min(Math.min(second - first, third - second), Math.min(fourth - third, to + 1 - fourth)) - 1;
        int row1 = AutomatonStates.START;
        int row2 = AutomatonStates.START;
        int row3 = AutomatonStates.START;
        int row4 = AutomatonStates.START;
        int[] table = this.table;
        int[] columns = this.columns;
        byte[] utf8 = this.utf8;
        for (int i = 0; i < length; i++) {
            int column1 = columns[utf8[first + i] & 0xFF];
            int column2 = columns[utf8[second + i] & 0xFF];
            int column3 = columns[utf8[third + i] & 0xFF];
            int column4 = columns[utf8[fourth + i] & 0xFF];
            int next1 = table[row1 + column1];
            int next2 = table[row2 + column2];
            int next3 = table[row3 + column3];
            int next4 = table[row4 + column4];
            if ((next1 | next2 | next3 | next4) < 0) {
                var before = states;
                next1 = known(row1, column1);
                next2 = states == before ? known(row2, column2) : 0;
                next3 = states == before ? known(row3, column3) : 0;
                next4 = states == before ? known(row4, column4) : 0;
                if (states != before) {
                    return firstEnd() != TextAutomaton.NONE;
                }
                if ((next1 | next2 | next3 | next4) < 0) {
                    return true;
                }
                table = this.table;
            }
            row1 = next1;
            row2 = next2;
            row3 = next3;
            row4 = next4;
        }
        return found(row1, first, length, second - 1)
                || found(row2, second, length, third - 1)
                || found(row3, third, length, fourth - 1)
                || found(row4, fourth, length, to);
    }

    private boolean found(int row, int lane, int done, int end) {
        return firstEnd(lane + done, end, row) != TextAutomaton.NONE;
    }

    /** Where a byte leads: a row or {@link AutomatonStates#FOUND}, which is also the answer when the search gives up. */
    private int known(int row, int column) {
        int next = table[row + column];
        if (next != AutomatonStates.UNKNOWN) {
            return next;
        }
        if (toLearn-- == 0) {
            automaton.giveUp();
            return AutomatonStates.FOUND;
        }
        next = states.transition(row, column);
        int[] state = states.state(row);
        while (next == AutomatonStates.FULL) {
            states = automaton.renewed(states);
            int same = states.row(state);
            next = same == AutomatonStates.FULL ? same : states.transition(same, column);
        }
        table = states.table();
        return next;
    }
}
