package dev.trawl.source.database;

import java.io.IOException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database cannot be read, or is none of MLflow's; the message says why and what to do, without the file's name. */
public final class DatabaseException extends IOException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String sentence) {
        super(sentence);
    }

    private DatabaseException(String sentence, SQLException cause) {
        super(sentence, cause);
    }

    static DatabaseException of(SQLException problem) {
        return new DatabaseException(sentence(problem), problem);
    }

    /** Whether the file or one beside it could not be opened the way SQLite wanted. */
    static boolean isCannotOpen(SQLException problem) {
        return problem instanceof SQLiteException sqlite && (sqlite.getResultCode().code & 0xff) == 14;
    }

    private static String readOnly(SQLException problem) {
        if (is(SQLiteErrorCode.SQLITE_READONLY_DIRECTORY, problem)) {
            return "the database has a write-ahead log, for which SQLite has to write to its folder, and that cannot be written;"
                    + " copy it, with its -wal file if there is one, to a folder that can";
        }
        return is(SQLiteErrorCode.SQLITE_READONLY_ROLLBACK, problem)
                ? "a program that wrote to the database was killed, and only a program that may write can undo what it left;"
                        + " start its server once, or copy it with its -journal file to a folder that can be written and"
                        + " open the copy once: sqlite3 COPY 'select 1 from trace_info limit 1'"
                : "the database has changes that were not finished, and its folder cannot be written;"
                        + " copy it together with its -journal and -wal files to a folder that can";
    }

    private static boolean is(SQLiteErrorCode code, SQLException problem) {
        return problem instanceof SQLiteException sqlite && sqlite.getResultCode() == code;
    }

    /** By the primary result codes of https://www.sqlite.org/rescode.html. */
    private static String sentence(SQLException problem) {
        int code = problem instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
        return switch (code) {
            case 5, 6 -> "the database is locked by another program for too long; try again";
            case 8 -> readOnly(problem);
            case 11 -> "the database is damaged: " + problem.getMessage();
            case 14 ->
                "the database cannot be opened; if it has a -wal file, copy both to a folder that can be written and import that";
            case 26 -> "the file begins like a SQLite database and is none; it may be damaged or encrypted";
            default -> "the database cannot be read: " + problem.getMessage();
        };
    }
}
