package dev.trawl.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Whether a standard stream is a terminal. Java 21 cannot say: {@code System.console()} speaks of input and output
 * together, and from Java 22 on it exists always. So the system property {@code trawl.terminals}, which the launcher
 * sets to the file descriptors that are terminals ({@code 12}, {@code 2}, …), decides; without it, Linux's
 * {@code /proc} does; where neither is, there is no terminal.
 */
final class Terminal {
    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");

    private Terminal() {}

    static boolean isTerminal(int descriptor) {
        var told = System.getProperty("trawl.terminals");
        if (told != null) {
            return told.contains(String.valueOf(descriptor));
        }
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return DEVICE.matcher(target.toString()).matches();
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
