package dev.trawl.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as a person reads it. Clock times are UTC, as in MLflow's own tables. */
public final class Moment {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int DAYS_STILL_COUNTED = 14;
    private static final int HOURS_STILL_COUNTED = 48;

    private Moment() {}

    /** {@code 2026-03-08 20:45:00}. */
    public static String absolute(Instant moment) {
        return SECOND.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** {@code 12 s ago}, {@code 5 min ago}, {@code 3 h ago}, {@code 9 d ago}; the day, if it is longer ago or still to come. */
    public static String relative(Instant moment, Instant now) {
        var ago = Duration.between(moment, now);
        if (ago.isNegative() || ago.toDays() >= DAYS_STILL_COUNTED) {
            return DAY.format(moment.atOffset(ZoneOffset.UTC));
        }
        if (ago.toSeconds() < 60) {
            return ago.toSeconds() + " s ago";
        }
        if (ago.toMinutes() < 60) {
            return ago.toMinutes() + " min ago";
        }
        return ago.toHours() < HOURS_STILL_COUNTED ? ago.toHours() + " h ago" : ago.toDays() + " d ago";
    }
}
