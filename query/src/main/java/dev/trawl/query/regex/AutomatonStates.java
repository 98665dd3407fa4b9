package dev.trawl.query.regex;

import dev.trawl.query.regex.ByteProgram.Fork;
import dev.trawl.query.regex.ByteProgram.Found;
import dev.trawl.query.regex.ByteProgram.Gate;
import dev.trawl.query.regex.ByteProgram.Read;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The states of a deterministic automaton, found while it runs (as RE2's): each is a set of steps of the program, and what
 * stands before. A pattern may have millions of states, a text meets few of them.
 *
 * <p>A state is known by the offset of its row in the table of transitions. Whether a place is right cannot be said before
 * the next byte is known, so gates stay in a state until then.
 *
 * <p>Thread-safe. The table is read without a lock: a transition that another thread has just added is seen or is still
 * {@link #UNKNOWN}, and then asked for under the lock. A row was filled before the table that has it was published.
 */
final class AutomatonStates {
    /** A transition that nobody has asked for yet. */
    static final int UNKNOWN = -1;

    /** The pattern is found, whatever follows. */
    static final int FOUND = -2;

    /** There is no room for another state. */
    static final int FULL = -3;

    /** The state at the beginning of a text. */
    static final int START = 0;

    /** The idle states, where a search is and where it goes. */
    static final int FEWEST = Before.VALUES.size() + 2;

    /** Steps of all states, 16 MB: a guess at what nobody will miss. */
    private static final int MOST_STEPS = 1 << 22;

    private final ByteProgram program;
    private final ByteClasses classes;
    private final int mostStates;

    /** First the index of what stands before, then numbers of {@link Read} and {@link Gate} steps, ascending. */
    private final List<int[]> states = new ArrayList<>();

    private final Map<IntBuffer, Integer> rows = new HashMap<>();
    private int stepsOfStates;

    /** The steps at work on the byte at hand, and those behind it. */
    private final StepSet reading;

    private final StepSet behind;

    private final boolean findsEverything;

    /** By class of byte, the row of the state behind one in which nothing of the pattern has been read. */
    private final int[] idleBehind;

    /** The first row of a state in which something has been read: the idle ones come before. */
    private final int firstBusy;

    private volatile int[] table;

    /** @param mostStates at least {@link #FEWEST} */
    AutomatonStates(ByteProgram program, ByteClasses classes, int mostStates) {
        this.program = program;
        this.classes = classes;
        this.mostStates = mostStates;
        this.reading = new StepSet(program.size());
        this.behind = new StepSet(program.size());
        this.table = new int[0];
        this.findsEverything = program.follow(program.start(), behind);
        int[] idle =
                Before.VALUES.stream().mapToInt(before -> row(state(before))).toArray();
        this.idleBehind = IntStream.range(0, classes.count())
                .map(byteClass -> idle[Before.VALUES.indexOf(Before.behind(classes.example(byteClass), program))])
                .toArray();
        this.firstBusy = states.size() * classes.count();
    }

    /** Whether nothing of the pattern has been read in the state of a row. */
    boolean isIdle(int row) {
        return row < firstBusy;
    }

    /** The row of the idle state behind a byte of a class. */
    int idleBehind(int byteClass) {
        return idleBehind[byteClass];
    }

    /** Whether the pattern is found in every text, also the empty one. */
    boolean findsEverything() {
        return findsEverything;
    }

    /** By row and class of byte: another row, or one of the negative answers. */
    int[] table() {
        return table;
    }

    /** The steps of a state and what stands before it, to be looked up among other states. */
    synchronized int[] state(int row) {
        return states.get(row / classes.count());
    }

    /** The row of a state, or {@link #FULL}. */
    synchronized int row(int[] state) {
        var known = rows.get(IntBuffer.wrap(state));
        if (known != null) {
            return known;
        }
        if (states.size() == mostStates || stepsOfStates + state.length > MOST_STEPS) {
            return FULL;
        }
        int row = states.size() * classes.count();
        if (row == table.length) {
            int[] larger = Arrays.copyOf(table, (states.size() + 1) * 2 * classes.count());
            Arrays.fill(larger, table.length, larger.length, UNKNOWN);
            table = larger;
        }
        rows.put(IntBuffer.wrap(state), row);
        states.add(state);
        stepsOfStates += state.length;
        return row;
    }

    /** Where a byte of a class leads from a state: a row, {@link #FOUND} or {@link #FULL}. */
    synchronized int transition(int row, int byteClass) {
        int to = target(state(row), classes.example(byteClass));
        if (to != FULL) {
            table[row + byteClass] = to;
        }
        return to;
    }

    private int target(int[] state, int read) {
        if (readAt(state, read)) {
            return FOUND;
        }
        if (read == TextAutomaton.SEPARATOR) {
            return START;
        }
        behind.clear();
        boolean found = program.follow(program.start(), behind);
        for (int i = 0; i < reading.size(); i++) {
            if (program.step(reading.get(i)) instanceof Read step) {
                for (var edge : step.edges()) {
                    found |= edge.first() <= read && read <= edge.last() && program.follow(edge.next(), behind);
                }
            }
        }
        return found ? FOUND : row(state(Before.behind(read, program)));
    }

    /** Collects the steps that read at a state, gates passed; true if the pattern is found already. */
    private boolean readAt(int[] state, int read) {
        reading.clear();
        var before = Before.VALUES.get(state[0]);
        // No place inside of a character is one.
        boolean place = read < Utf8Ranges.FIRST_TRAILING || read > Utf8Ranges.LAST_TRAILING;
        boolean found = false;
        for (int i = 1; i < state.length; i++) {
            reading.add(state[i]);
        }
        for (int i = 0; i < reading.size() && place; i++) {
            if (program.step(reading.get(i)) instanceof Gate gate && before.is(gate.place(), read)) {
                found |= program.follow(gate.next(), reading);
            }
        }
        return found;
    }

    private int[] state(Before before) {
        int[] state = new int[behind.size() + 1];
        int size = 0;
        state[size++] = Before.VALUES.indexOf(before);
        for (int i = 0; i < behind.size(); i++) {
            switch (program.step(behind.get(i))) {
                case Read read -> state[size++] = behind.get(i);
                case Gate gate -> state[size++] = behind.get(i);
                case Fork fork -> {}
                case Found found -> {}
            }
        }
        Arrays.sort(state, 1, size);
        return Arrays.copyOf(state, size);
    }
}
