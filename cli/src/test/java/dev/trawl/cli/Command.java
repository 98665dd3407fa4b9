package dev.trawl.cli;

import dev.trawl.cli.console.Output;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.Volume;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A command line to be run in this process, in surroundings that a test decides. */
public record Command(Map<String, String> variables, String input, boolean terminal) {
    public static final Command PLAIN = new Command(Map.of(), "", false);

    /** The day after the week of the sample data. */
    private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");

    /** How a command ended. */
    public record Ended(int code, String out, String err) {}

    /** With an environment variable. */
    public Command with(String variable, String value) {
        var more = new HashMap<>(variables);
        more.put(variable, value);
        return new Command(more, input, terminal);
    }

    /** With an index to work on. */
    public Command on(Path index) {
        return with("TRAWL_INDEX", index.toString());
    }

    public Command withInput(String text) {
        return new Command(variables, text, terminal);
    }

    /** As a person at a terminal sees it. */
    public Command onTerminal() {
        return new Command(variables, input, true);
    }

    public Ended run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = run(out, err, arguments);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public int run(OutputStream out, OutputStream err, String... arguments) {
        var surroundings = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new Output(out),
                new Output(err),
                variables,
                Path.of("/home/somebody"),
                Optional.of(Path.of("..")),
                terminal,
                terminal,
                () -> 0,
                Clock.fixed(NOW, ZoneOffset.UTC),
                Volume.normal());
        return Main.run(surroundings, arguments);
    }
}
