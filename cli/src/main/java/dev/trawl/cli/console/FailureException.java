package dev.trawl.cli.console;

/** A command cannot go on; the message is a sentence for the person. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;

    public FailureException(ExitCode code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
