package dev.trawl.cli.render;

import dev.trawl.sync.TraceCounts;
import java.time.Duration;

/** What became of traces, as the closing line of a sync or an import says it. */
public final class Counts {
    private Counts() {}

    /** {@code 30 new, 0 updated, 2 unchanged, 0 failed (3 without spans), 1.2 MB in 3.4 s}. */
    public static String summary(TraceCounts traces, long bytes, Duration elapsed) {
        var withoutSpans =
                traces.withoutSpans() > 0 ? " (" + Quantity.number(traces.withoutSpans()) + " without spans)" : "";
        return Quantity.number(traces.added()) + " new, " + Quantity.number(traces.updated()) + " updated, "
                + Quantity.number(traces.unchanged()) + " unchanged, " + Quantity.number(traces.failed()) + " failed"
                + withoutSpans + ", " + Quantity.bytes(bytes) + " in " + Quantity.duration(elapsed);
    }
}
