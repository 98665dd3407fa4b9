package dev.trawl.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Nothing more can be written: the reader of a pipe has gone, a disk is full. */
public final class ClosedOutputException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    ClosedOutputException(IOException cause) {
        super(cause);
        reason = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    /** What the operating system said. */
    public String reason() {
        return reason;
    }

    /** Whether the reader of a pipe has gone, which is its right and no fault. */
    public boolean readerHasGone() {
        return reason.contains("Broken pipe") || reason.contains("Pipe closed") || reason.contains("Stream closed");
    }
}
