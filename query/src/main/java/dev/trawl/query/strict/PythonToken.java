package dev.trawl.query.strict;

/**
 * A token of Python source.
 *
 * @param kind what it is
 * @param text its characters as written, after line ends became {@code \n}
 * @param line the line it begins on, from 1
 */
record PythonToken(Kind kind, String text, int line) {
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        OPERATOR,
        /** A line end outside of all brackets. */
        NEWLINE,
        END
    }

    /** Whether it is this operator or keyword. */
    boolean is(String wanted) {
        return (kind == Kind.OPERATOR || kind == Kind.NAME) && text.equals(wanted);
    }
}
