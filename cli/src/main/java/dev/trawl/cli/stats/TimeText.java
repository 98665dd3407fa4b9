package dev.trawl.cli.stats;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and lengths of time as bars are labelled. */
final class TimeText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLISECOND =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private TimeText() {}

    /** As exactly as bars of that width need it. */
    static String start(long milliseconds, long width) {
        var format = isMultiple(width, Duration.ofDays(1))
                ? DAY
                : isMultiple(width, Duration.ofMinutes(1))
                        ? MINUTE
                        : isMultiple(width, Duration.ofSeconds(1)) ? SECOND : MILLISECOND;
        return format.format(Instant.ofEpochMilli(milliseconds).atOffset(ZoneOffset.UTC));
    }

    /** {@code 7 days}, {@code 1 hour}, {@code 90 seconds}. */
    static String width(long width) {
        if (isMultiple(width, Duration.ofDays(1))) {
            return of(width / Duration.ofDays(1).toMillis(), "day");
        }
        if (isMultiple(width, Duration.ofHours(1))) {
            return of(width / Duration.ofHours(1).toMillis(), "hour");
        }
        if (isMultiple(width, Duration.ofMinutes(1))) {
            return of(width / Duration.ofMinutes(1).toMillis(), "minute");
        }
        return isMultiple(width, Duration.ofSeconds(1))
                ? of(width / Duration.ofSeconds(1).toMillis(), "second")
                : of(width, "millisecond");
    }

    private static boolean isMultiple(long width, Duration unit) {
        return width % unit.toMillis() == 0;
    }

    private static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
