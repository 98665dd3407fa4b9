package dev.trawl.cli.render;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * How far a piece of work is, as one line: {@code support-agent: 1,200 of 5,000 traces, 75/s, 51 s left}.
 *
 * @param what is being done
 * @param done how much of it
 * @param total how much there is, as far as anybody knows
 * @param elapsed since the work began
 * @param amount writes how much: {@code 1,200}, {@code 12 MB}
 * @param noun what is counted, after the amounts; empty when they say it themselves
 */
public record ProgressLine(
        String what, long done, OptionalLong total, Duration elapsed, LongFunction<String> amount, String noun) {
    private static final int BAR_COLUMNS = 20;
    private static final Duration TOO_SOON_TO_GUESS = Duration.ofSeconds(1);

    /** The line in words, for a log. */
    public String text() {
        var text = new StringBuilder(what).append(": ").append(amount.apply(done));
        total.ifPresent(all -> text.append(" of ").append(amount.apply(all)));
        text.append(noun.isEmpty() ? "" : " " + noun);
        if (elapsed.compareTo(TOO_SOON_TO_GUESS) > 0 && done > 0) {
            double perSecond = done / (elapsed.toMillis() / 1000.0);
            text.append(", ").append(amount.apply(Math.round(perSecond))).append("/s");
            total.ifPresent(all -> text.append(", ")
                    .append(Quantity.duration(Duration.ofMillis(Math.round((all - done) / perSecond * 1000))))
                    .append(" left"));
        }
        return text.toString();
    }

    /** The line behind a bar, for a terminal; without a total there is nothing to draw. */
    public String bar() {
        if (total.isEmpty() || total.getAsLong() <= 0) {
            return text();
        }
        double share = Math.clamp((double) done / total.getAsLong(), 0, 1);
        int filled = (int) Math.round(share * BAR_COLUMNS);
        return "[" + "#".repeat(filled) + "-".repeat(BAR_COLUMNS - filled) + "] " + (int) (share * 100) + " % "
                + text();
    }
}
