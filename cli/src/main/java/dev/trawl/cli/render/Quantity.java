package dev.trawl.cli.render;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them, the same in every locale. */
public final class Quantity {
    private static final long KILO = 1000;
    private static final double ROUNDS_TO_KILO = 999.5;
    private static final double ROUNDS_TO_TEN = 9.95;
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Quantity() {}

    /** {@code 1,234}. By hand, because the first use of {@link String#format} takes as long as a search. */
    public static String number(long number) {
        var digits = new StringBuilder().append(number);
        int first = number < 0 ? 1 : 0;
        for (int i = digits.length() - 3; i > first; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }

    /** {@code 1 trace}, {@code 1,234 traces}. */
    public static String of(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 17 B}, {@code 4.2 MB}; a kB is 1,000 bytes. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= ROUNDS_TO_KILO && unit + 1 < BYTE_UNITS.length) {
            amount /= KILO;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, amount < ROUNDS_TO_TEN ? "%.1f %s" : "%.0f %s", amount, BYTE_UNITS[unit]);
    }

    /** {@code 20 ms}, then as {@link #duration}. */
    public static String milliseconds(long milliseconds) {
        return milliseconds < KILO ? milliseconds + " ms" : duration(Duration.ofMillis(milliseconds));
    }

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 2 h 11 min}. */
    public static String duration(Duration duration) {
        if (duration.toMillis() < 9_950) {
            long tenths = (duration.toMillis() + 50) / 100;
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
