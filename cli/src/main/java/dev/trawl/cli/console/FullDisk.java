package dev.trawl.cli.console;

import java.io.IOException;

/** What to say of a disk that is full: the operating system's words tell neither what is lost (nothing) nor what to do. */
public final class FullDisk {
    /** Of Linux and macOS, which Java hands on. */
    private static final String WORDS = "No space left on device";

    private FullDisk() {}

    /** The message of a failure, with more where it is a full disk. */
    public static String told(IOException failure) {
        var message = failure.getMessage();
        return WORDS.equals(message)
                ? "the disk is full: " + WORDS + "; what was finished before is as it was"
                : message == null ? failure.getClass().getSimpleName() : message;
    }
}
