package dev.trawl.cli.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where long text goes: on a terminal through the user's pager ({@code PAGER}, else {@code less}), elsewhere straight out.
 * {@code less} leaves at once what fits the screen. A pager that cannot be started is done without. Close it when all is
 * written; that waits until the reader has seen enough.
 */
public final class Pager implements AutoCloseable {
    private static final String LESS_OPTIONS = "FRX";

    /** The shell stays as long as the pager, which handles Ctrl-C itself. */
    private static final String AT_CTRL_C = "trap : INT\n";

    /** When the shell could not start the pager, nobody has read anything yet. */
    private static final String WITHOUT_PAGER = "\ncase $? in 126 | 127) cat ;; esac";

    private final Output output;
    private final Optional<Process> process;
    private final Thread atCtrlC = new Thread(this::waitForReader);

    private Pager(Output output, Optional<Process> process) {
        this.output = output;
        this.process = process;
        if (process.isPresent()) {
            // less handles Ctrl-C itself: while it has the terminal, the shell must not take it back.
            Runtime.getRuntime().addShutdownHook(atCtrlC);
        }
    }

    /**
     * Opens the pager.
     *
     * @param wanted whether to use one, if there is one
     */
    public static Pager open(Surroundings surroundings, boolean wanted) {
        var command = Optional.ofNullable(surroundings.variables().get("PAGER"));
        boolean useless =
                command.filter(words -> words.isBlank() || words.strip().equals("cat"))
                                .isPresent()
                        || surroundings.variable("TERM").equals(Optional.of("dumb"));
        if (!wanted || !surroundings.outputIsTerminal() || useless) {
            return new Pager(surroundings.output(), Optional.empty());
        }
        return through(
                command.map(line -> List.of("sh", "-c", AT_CTRL_C + line + WITHOUT_PAGER))
                        .orElse(List.of("less")),
                surroundings);
    }

    /** Opens another program that shows text; where there is none, or no terminal, the text goes straight out. */
    public static Pager through(List<String> words, Surroundings surroundings) {
        if (!surroundings.outputIsTerminal()) {
            return new Pager(surroundings.output(), Optional.empty());
        }
        var builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("LESS", LESS_OPTIONS);
        try {
            var started = builder.start();
            return new Pager(new Output(started.getOutputStream()), Optional.of(started));
        } catch (IOException missing) {
            return new Pager(surroundings.output(), Optional.empty());
        }
    }

    public Output output() {
        return output;
    }

    @Override
    public void close() {
        if (process.isEmpty()) {
            return;
        }
        try {
            output.flush();
            process.get().getOutputStream().close();
        } catch (IOException | ClosedOutputException readerHasGone) {
            // Who left the pager has seen enough.
        }
        waitForReader();
        try {
            Runtime.getRuntime().removeShutdownHook(atCtrlC);
        } catch (IllegalStateException endingAlready) {
            // The hook runs or has run, and the reader has gone.
            return;
        }
    }

    private void waitForReader() {
        try {
            process.orElseThrow().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
