package dev.trawl.cli;

import dev.trawl.cli.console.ClosedOutputException;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.FullDisk;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.index.DamagedIndexException;
import dev.trawl.index.IndexDamage;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what went wrong into a sentence for the person and an exit code; the stack trace is for TRAWL_DEBUG=1. */
final class Failures {
    private final Surroundings surroundings;

    Failures(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command line could not be read. */
    ExitCode usage(ParameterException problem) {
        return tell(ExitCode.USAGE, UsageErrors.text(problem.getCommandLine(), UsageErrors.sentence(problem)));
    }

    /** A command ended with an exception. */
    ExitCode report(Exception problem, CommandLine command) {
        return problem instanceof UsageException usage
                ? tell(ExitCode.USAGE, UsageErrors.text(command, Objects.requireNonNull(usage.getMessage())))
                : report(problem, Optional.of(command));
    }

    /** Something went wrong that concerns no option. */
    ExitCode report(Throwable problem, Optional<CommandLine> command) {
        var damage = command.flatMap(line -> damage(problem, line));
        return report(damage.isPresent() ? damage.get() : problem);
    }

    /** The damage of the index that the command worked on. */
    private Optional<DamagedIndexException> damage(Throwable problem, CommandLine command) {
        try {
            var folder = index(command);
            return mayComeFromDamage(problem, folder)
                    ? IndexDamage.find(folder).stream()
                            .findFirst()
                            .map(first -> new DamagedIndexException(folder, first))
                    : Optional.empty();
        } catch (IOException | RuntimeException | OutOfMemoryError unknown) {
            return Optional.empty();
        }
    }

    /** What nobody meant to happen, or what Lucene said and not trawl. */
    private static boolean mayComeFromDamage(Throwable problem, Path folder) {
        return switch (problem) {
            case FailureException meant -> false;
            case ClosedOutputException outputOnly -> false;
            case LinkageError programOnly -> false;
            case EOFException cutOff -> true;
            case NoSuchFileException missing -> missing.getFile().startsWith(folder.toString());
            case FileNotFoundException missing -> true;
            case IOException trouble -> trouble.getClass().getName().startsWith("org.apache.lucene");
            default -> true;
        };
    }

    private Path index(CommandLine command) {
        var innermost = command;
        while (innermost.getParseResult() != null && innermost.getParseResult().hasSubcommand()) {
            innermost = innermost.getParseResult().subcommand().commandSpec().commandLine();
        }
        Path given = innermost.getParseResult() == null
                ? null
                : innermost.getParseResult().matchedOptionValue("--index", null);
        return given == null ? new IndexOption().folder(surroundings) : given;
    }

    private ExitCode report(Throwable problem) {
        if (problem instanceof ClosedOutputException closed && closed.readerHasGone()) {
            return ExitCode.SUCCESS;
        }
        var code = problem instanceof FailureException failure ? failure.code() : ExitCode.TROUBLE;
        if (surroundings.variable("TRAWL_DEBUG").isPresent()) {
            return tell(code, stackTrace(problem));
        }
        return tell(code, sentence(problem));
    }

    private ExitCode tell(ExitCode code, String message) {
        try {
            surroundings.complain(message);
        } catch (ClosedOutputException unheard) {
            return code;
        }
        return code;
    }

    private static String sentence(Throwable problem) {
        return switch (problem) {
            case FailureException failure -> String.valueOf(failure.getMessage());
            case ClosedOutputException closed -> "trawl: cannot write the output: " + closed.reason();
            case UncheckedIOException wrapped -> "trawl: " + wrapped.getMessage();
            case IOException trouble -> "trawl: " + reason(trouble);
            case OutOfMemoryError full ->
                "trawl: out of memory; TRAWL_JAVA_OPTS=-Xmx4g allows 4 GiB (" + full.getMessage() + ")";
            case LinkageError missing ->
                "trawl: a library cannot be loaded: " + origin(missing)
                        + "; the temporary folder has to be writable and to allow programs,"
                        + " TRAWL_JAVA_OPTS=-Djava.io.tmpdir=DIR names another";
            default -> "trawl: this is a bug: " + problem + "; TRAWL_DEBUG=1 shows where";
        };
    }

    /** What the first of a row of causes says. */
    private static String origin(Throwable problem) {
        var cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private static String reason(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException file ->
                "cannot use " + file.getFile() + (file.getReason() == null ? "" : ": " + file.getReason());
            default -> FullDisk.told(trouble);
        };
    }

    private static String stackTrace(Throwable problem) {
        var trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        return trace.toString().stripTrailing();
    }
}
