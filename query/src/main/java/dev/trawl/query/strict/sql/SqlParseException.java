package dev.trawl.query.strict.sql;

/** Any exception of sqlparse: MLflow answers all of them with the same words, so it says nothing. */
public final class SqlParseException extends Exception {
    private static final long serialVersionUID = 1L;

    SqlParseException() {
        super(null, null, false, false);
    }
}
