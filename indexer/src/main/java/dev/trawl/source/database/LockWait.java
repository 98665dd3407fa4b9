package dev.trawl.source.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.sqlite.BusyHandler;

/** Waits, as long as it may, while another program has locked a database; SQLite's own wait hears of nothing. */
final class LockWait extends BusyHandler {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final BooleanSupplier goesOn;

    private LockWait(BooleanSupplier goesOn) {
        this.goesOn = goesOn;
    }

    /** @param goesOn asked again and again while a lock is waited for, whether to wait further */
    static void set(Connection connection, BooleanSupplier goesOn) throws SQLException {
        setHandler(connection, new LockWait(goesOn));
    }

    /** What SQLite asks: 0 to give up (https://www.sqlite.org/c3ref/busy_handler.html). */
    @Override
    protected int callback(int looks) {
        if (!goesOn.getAsBoolean() || BETWEEN_LOOKS.multipliedBy(looks).compareTo(LONGEST) >= 0) {
            return 0;
        }
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
