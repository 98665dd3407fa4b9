package dev.trawl.query.regex;

import java.util.Optional;

/**
 * Finds a regular expression in bytes, looking at each byte once. Texts are UTF-8, halves of characters as three bytes
 * (WTF-8); between two of them stands a {@link #SEPARATOR}, at which the one ends and the other begins.
 *
 *
 * <p>Thread-safe.
 */
public final class TextAutomaton {
    /** A byte that no text contains. */
    public static final int SEPARATOR = 0xFF;

    /** No place. */
    public static final int NONE = -1;

    /** Transitions of all states, 4 MB: a guess at what nobody will miss. */
    private static final int MOST_TRANSITIONS = 1 << 20;

    private final ByteProgram program;
    private final ByteClasses classes;
    private final int mostStates;
    private final boolean findsEverything;
    private final Optional<Beginning> beginning;

    private volatile AutomatonStates states;
    private volatile boolean givenUp;

    private TextAutomaton(ByteProgram program, int mostTransitions) {
        this.program = program;
        this.classes = ByteClasses.of(program);
        this.mostStates = Math.max(AutomatonStates.FEWEST, mostTransitions / classes.count());
        this.states = new AutomatonStates(program, classes, mostStates);
        this.findsEverything = states.findsEverything();
        this.beginning = Beginning.of(program);
    }

    /** The automaton, unless the expression is very large. */
    public static Optional<TextAutomaton> of(Regex regex) {
        return of(regex, MOST_TRANSITIONS);
    }

    /** The automaton that forgets what it knows when it is as much as this. */
    static Optional<TextAutomaton> of(Regex regex, int mostTransitions) {
        return ByteProgram.of(regex).map(program -> new TextAutomaton(program, mostTransitions));
    }

    /**
     * Whether it finds nothing but what the expression matches. It always finds all of that. To be asked after a search,
     * too: an automaton that meets a new state at every byte gives up, and then finds everything.
     */
    public boolean exact() {
        return program.isExact() && !givenUp;
    }

    /** Whether the expression takes all ASCII digits for the same, and never asks where a text or a line begins or ends. */
    public boolean ignoresDigitsAndEnds() {
        return program.isExact() && program.asksForWordsOnly() && classes.of('0') == classes.of('9');
    }

    /** Whether the expression is found in some text between two offsets, which begin and end a text. */
    public boolean find(byte[] utf8, int from, int to) {
        return findsEverything || givenUp || new AutomatonRun(this, utf8, from, to).find();
    }

    /**
     * Where it is seen that the expression is found, or {@link #NONE}: an offset inside of the first text that has it, or
     * of the separator behind that.
     */
    public int firstEnd(byte[] utf8, int from, int to) {
        return findsEverything || givenUp ? from : new AutomatonRun(this, utf8, from, to).firstEnd();
    }

    /** From now on everything is found. */
    void giveUp() {
        givenUp = true;
    }

    AutomatonStates states() {
        return states;
    }

    Optional<Beginning> beginning() {
        return beginning;
    }

    /** By byte, without a sign, the column in the table of transitions. */
    int[] columns() {
        return classes.numbers();
    }

    /** Other states in the place of those that have no more room; maybe another search has made some already. */
    synchronized AutomatonStates renewed(AutomatonStates full) {
        if (states == full) {
            states = new AutomatonStates(program, classes, mostStates);
        }
        return states;
    }
}
