package dev.trawl.query.strict;

/** Python's {@code SyntaxError}; MLflow answers each with the same words, so it says nothing. */
final class PythonSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    PythonSyntaxException() {
        super(null, null, false, false);
    }
}
