package dev.trawl.cli.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

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
 * @param clock what time it is, and where
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
        Clock clock) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                new FileInputStream(FileDescriptor.in),
                new Output(new FileOutputStream(FileDescriptor.out)),
                new Output(new FileOutputStream(FileDescriptor.err)),
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                Optional.ofNullable(System.getProperty("trawl.home")).map(Path::of),
                Terminal.isTerminal(1),
                Terminal.isTerminal(2),
                System::nanoTime,
                Clock.system(ZoneId.systemDefault()));
    }

    /** The value of an environment variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** How wide what a person reads should be: {@code COLUMNS}, which the launcher sets to the width of the terminal. */
    public int columns(int otherwise) {
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
                new Output(OutputStream.nullOutputStream()),
                variables,
                userFolder,
                programFolder,
                outputIsTerminal,
                false,
                nanoseconds,
                clock);
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
                clock);
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

    /** Writes a line for the person at once, after the data that came before it; nobody need be there to read it. */
    public void tell(String message) {
        output.flush();
        try {
            messages.line(message);
            messages.flush();
        } catch (ClosedOutputException unheard) {
            return;
        }
    }
}
