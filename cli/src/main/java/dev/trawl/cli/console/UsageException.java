package dev.trawl.cli.console;

/** The command line asks for something that does not go; the message is a sentence for the person. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String sentence) {
        super(sentence);
    }
}
