package dev.trawl.source;

import dev.trawl.trace.MalformedTraceException;

/**
 * Something in a file that is no trace.
 *
 * @param file as it was named; {@code -} for standard input
 * @param line from 1; 0 when the problem is the whole file's
 * @param message what is wrong, in a sentence without a full stop
 */
public record ImportProblem(String file, long line, String message) {
    static ImportProblem noRequest(String file, long line, MalformedTraceException reason) {
        return new ImportProblem(file, line, "no request of OpenTelemetry's: " + reason.getMessage());
    }

    /** {@code file:line: message}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
}
