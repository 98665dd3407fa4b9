package dev.trawl.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All of the world that a command touches besides the index and the server: streams, environment, time.
 *
 * @param input standard input
 * @param output where data goes
 * @param messages where everything else goes: progress, summaries, errors
 * @param variables the environment variables
 * @param userFolder the user's home folder
 * @param programFolder the folder of the repository or installation that {@code ./trawl} stands in, when it was used
 * @param outputIsTerminal whether a person reads {@code output}
 * @param messagesAreTerminal whether a person reads {@code messages}
 * @param nanoseconds a clock for durations ({@link System#nanoTime})
 * @param clock what time it is
 * @param volume how much is said beside the data
 */
public record Surroundings(
        InputStream input,
        Output output,
        Output messages,
        Map<String, String> variables,
        Path userFolder,
        Optional<Path> programFolder,
        boolean outputIsTerminal,
        boolean messagesAreTerminal,
        LongSupplier nanoseconds,
        Clock clock,
        Volume volume) {
    private static final int TERMINAL_COLUMNS = 80;
    private static final int NARROWEST_HELP = 60;
    private static final int HELP_COLUMNS = 100;
    private static final int PIPED_TEXT_COLUMNS = 120;
    private static final int PIPED_TABLE_COLUMNS = 160;

    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                new StandardInput(),
                new Output(new FileOutputStream(FileDescriptor.out)),
                new Output(new FileOutputStream(FileDescriptor.err)),
                System.getenv(),
                home(),
                Optional.ofNullable(System.getProperty("trawl.home")).map(Path::of),
                Terminal.isTerminal(1),
                Terminal.isTerminal(2),
                System::nanoTime,
                Clock.systemUTC(),
                Volume.normal());
    }

    /** Where {@code HOME} points, as for every program; Java itself asks the list of users. */
    private static Path home() {
        var home = System.getenv("HOME");
        return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home", "") : home);
    }

    /** The value of an environment variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** How wide text should be: {@code COLUMNS}, which the launcher sets to the width of the terminal. */
    public int textColumns() {
        return columns(outputIsTerminal ? TERMINAL_COLUMNS : PIPED_TEXT_COLUMNS);
    }

    /** How wide a table should be. */
    public int tableColumns() {
        return columns(outputIsTerminal ? TERMINAL_COLUMNS : PIPED_TABLE_COLUMNS);
    }

    /** How wide a table of numbers and lines with snippets should be; in a pipe as wide as they are. */
    public int figureColumns() {
        return columns(outputIsTerminal ? TERMINAL_COLUMNS : Integer.MAX_VALUE);
    }

    /** How wide help should be; what a wide terminal shows is what a pipe gets. */
    public int helpColumns() {
        return Math.clamp(columns(outputIsTerminal ? TERMINAL_COLUMNS : HELP_COLUMNS), NARROWEST_HELP, HELP_COLUMNS);
    }

    private int columns(int otherwise) {
        return variable("COLUMNS")
                .filter(text -> text.matches("[1-9][0-9]{0,3}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }

    /** The same world, in which nothing but errors is said. */
    public Surroundings quietly() {
        return new Surroundings(
                input,
                output,
                messages,
                variables,
                userFolder,
                programFolder,
                outputIsTerminal,
                messagesAreTerminal,
                nanoseconds,
                clock,
                Volume.quiet());
    }

    /** The same world with another environment. */
    public Surroundings withVariables(Map<String, String> others) {
        return new Surroundings(
                input,
                output,
                messages,
                others,
                userFolder,
                programFolder,
                outputIsTerminal,
                messagesAreTerminal,
                nanoseconds,
                clock,
                volume);
    }

    /** How long ago {@link #nanoseconds} was at a value. */
    public Duration since(long nanoseconds) {
        return Duration.ofNanos(this.nanoseconds.getAsLong() - nanoseconds);
    }

    /** A folder of the XDG base directory specification: the variable's, else the default below the user's folder. */
    public Path xdgFolder(String variable, String otherwise) {
        return variable(variable).map(Path::of).filter(Path::isAbsolute).orElseGet(() -> userFolder.resolve(otherwise));
    }

    /** Colours for what goes to {@link #output()}. */
    public Colours outputColours() {
        return colours(outputIsTerminal);
    }

    /** Colours for what goes to {@link #messages()}. */
    public Colours messageColours() {
        return colours(messagesAreTerminal);
    }

    private Colours colours(boolean terminal) {
        boolean wanted =
                terminal && variable("NO_COLOR").isEmpty() && !variable("TERM").equals(Optional.of("dumb"));
        return wanted ? Colours.ANSI : Colours.NONE;
    }

    /** Says something that a person may want to know; not when they want it quiet. */
    public void tell(String message) {
        if (!volume.isQuiet()) {
            complain(message);
        }
    }

    /** Says what is done and how, to who wants to know all; credentials in addresses are left out. */
    public void narrate(Supplier<String> message) {
        if (volume.isVerbose()) {
            complain("trawl: " + Addresses.withoutCredentials(message.get()));
        }
    }

    /**
     * Writes a line about trouble at once, after the data that came before it; nobody need be there to read it. It may name
     * whatever stands in traces, so that only colours act on a terminal.
     */
    public void complain(String message) {
        output.flush();
        try {
            messages.line(Harmless.coloured(message));
            messages.flush();
        } catch (ClosedOutputException unheard) {
            return;
        }
    }
}
