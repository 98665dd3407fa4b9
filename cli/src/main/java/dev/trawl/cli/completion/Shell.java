package dev.trawl.cli.completion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** A shell that can be taught what completes a command line. */
enum Shell {
    BASH,
    ZSH,
    FISH;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the shell has to read, without a line end after the last line. */
    String script() {
        try (var stream = Objects.requireNonNull(Shell.class.getResourceAsStream(this + ".txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
