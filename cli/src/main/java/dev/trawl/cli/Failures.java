package dev.trawl.cli;

import dev.trawl.cli.console.ClosedOutputException;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.Trouble;
import dev.trawl.cli.console.UsageException;
import dev.trawl.index.DamagedIndexException;
import dev.trawl.index.IndexDamage;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
                ? tell(ExitCode.USAGE, UsageErrors.text(command, UsageErrors.sentence(usage)))
                : report(problem, Optional.of(command));
    }

    /** Something went wrong that concerns no option. */
    ExitCode report(Throwable problem, Optional<CommandLine> command) {
        var innermost = command.map(Failures::innermost);
        var damage = innermost.flatMap(line -> damage(problem, line));
        return report(damage.isPresent() ? damage.get() : problem, trouble(innermost));
    }

    /** What trouble ends a command with. */
    private static ExitCode trouble(Optional<CommandLine> innermost) {
        return innermost
                .map(CommandLine::getParseResult)
                .filter(read -> read.hasMatchedOption("--exit-code"))
                .map(read -> ExitCode.UNDECIDED)
                .orElse(ExitCode.TROUBLE);
    }

    /** The damage of the index that the command worked on. */
    private Optional<DamagedIndexException> damage(Throwable problem, CommandLine innermost) {
        try {
            var folder = index(innermost);
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

    private static CommandLine innermost(CommandLine command) {
        var innermost = command;
        while (innermost.getParseResult() != null && innermost.getParseResult().hasSubcommand()) {
            innermost = innermost.getParseResult().subcommand().commandSpec().commandLine();
        }
        return innermost;
    }

    private Path index(CommandLine innermost) {
        Path given = innermost.getParseResult() == null
                ? null
                : innermost.getParseResult().matchedOptionValue("--index", null);
        return given == null ? new IndexOption().folder(surroundings) : given;
    }

    private ExitCode report(Throwable problem, ExitCode trouble) {
        if (problem instanceof ClosedOutputException closed && closed.readerHasGone()) {
            return ExitCode.SUCCESS;
        }
        var code = problem instanceof FailureException failure && failure.code() != ExitCode.TROUBLE
                ? failure.code()
                : trouble;
        if (surroundings.variable("TRAWL_DEBUG").isPresent()) {
            return tell(code, stackTrace(problem));
        }
        return tell(code, Trouble.sentence(problem));
    }

    private ExitCode tell(ExitCode code, String message) {
        try {
            surroundings.complain(message);
        } catch (ClosedOutputException unheard) {
            return code;
        }
        return code;
    }

    private static String stackTrace(Throwable problem) {
        var trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        return trace.toString().stripTrailing();
    }
}
