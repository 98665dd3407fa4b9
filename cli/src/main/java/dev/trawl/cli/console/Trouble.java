package dev.trawl.cli.console;

import dev.trawl.cli.render.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What a person is told of what went wrong: where, what, and what to do as far as that can be said. */
public final class Trouble {
    /** Of Linux and macOS, which Java hands on. */
    private static final String DISK_IS_FULL = "No space left on device";

    private Trouble() {}

    /** The sentence. Names of files and words of servers do nothing to a terminal. */
    public static String sentence(Throwable problem) {
        return switch (problem) {
            case FailureException failure -> String.valueOf(failure.getMessage());
            case ClosedOutputException closed -> "trawl: cannot write the output: " + closed.reason();
            case UncheckedIOException wrapped -> sentence(Objects.requireNonNull(wrapped.getCause()));
            case IOException trouble -> "trawl: " + Line.of(reason(trouble)).text();
            case OutOfMemoryError full ->
                "trawl: out of memory; TRAWL_JAVA_OPTS=-Xmx4g allows 4 GiB (" + full.getMessage() + ")";
            case LinkageError missing -> missing(missing);
            default -> "trawl: this is a bug: " + problem + "; TRAWL_DEBUG=1 shows where";
        };
    }

    private static String missing(LinkageError missing) {
        return missing.getCause() instanceof ClassNotFoundException
                ? "trawl: a part of the program is missing: " + origin(missing)
                        + "; it has to be built or installed again"
                : "trawl: a library cannot be loaded: " + origin(missing)
                        + "; the temporary folder has to be writable and to allow programs,"
                        + " TRAWL_JAVA_OPTS=-Djava.io.tmpdir=DIR names another";
    }

    /** What the first of a row of causes says. */
    private static String origin(Throwable problem) {
        var cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    /** What an operation on files failed of, without the name of the program; as it is, not for a terminal. */
    public static String reason(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException file ->
                "cannot use " + file.getFile() + (file.getReason() == null ? "" : ": " + file.getReason());
            default -> told(trouble);
        };
    }

    /** The operating system's words tell neither what is lost (nothing) nor what to do. */
    private static String told(IOException failure) {
        var message = failure.getMessage();
        return DISK_IS_FULL.equals(message)
                ? "the disk is full: " + DISK_IS_FULL + "; what was finished before is as it was"
                : Objects.requireNonNullElse(message, failure.getClass().getSimpleName());
    }
}
