package dev.trawl.cli.status;

import dev.trawl.cli.console.Harmless;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.Holding;
import dev.trawl.sync.Checkpoint;
import dev.trawl.sync.Quarantined;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The status of an index for a person. */
final class StatusText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String FILES = "from files";
    private static final int MOST_QUARANTINED = 50;
    private static final int LONGEST_NAME = 40;

    private final IndexStatus status;
    private final List<String> lines = new ArrayList<>();

    private StatusText(IndexStatus status) {
        this.status = status;
    }

    static List<String> lines(IndexStatus status) {
        var text = new StatusText(status);
        text.summary();
        text.sources();
        text.troubles();
        text.quarantine();
        return text.lines;
    }

    private void summary() {
        var range = status.oldestMs().isPresent()
                ? " from " + time(status.oldestMs()) + " to " + time(status.newestMs()) + " UTC"
                : "";
        lines.add(status.folder() + ": " + Quantity.of(status.sum(Holding::traces), "trace") + range + ", "
                + Quantity.bytes(status.bytes()));
        long deleted = status.sum(Holding::deleted);
        if (deleted > 0) {
            lines.add(Quantity.of(deleted, "trace") + " of them deleted on the server: trace.deleted = 'true'");
        }
    }

    private void sources() {
        var source = Optional.<String>empty();
        for (var experiment : status.experiments()) {
            var name = experiment.source().orElse(FILES);
            if (source.isEmpty() || !source.get().equals(name)) {
                lines.add("");
                lines.add(name);
                lines.add(row("experiment", "traces", "oldest", "newest", "synced", "reconciled"));
                source = Optional.of(name);
            }
            lines.add(row(experiment));
        }
    }

    private static String row(IndexStatus.OfExperiment experiment) {
        var name = experiment.checkpoint().map(Checkpoint::experimentName).orElse("");
        return row(
                shortened((experiment.experimentId() + " " + name).strip()),
                Quantity.number(experiment.traces()),
                time(experiment.holding().map(Holding::oldestMs)),
                time(experiment.holding().map(Holding::newestMs)),
                time(experiment.checkpoint().flatMap(Checkpoint::syncedMs)),
                time(experiment.checkpoint().flatMap(Checkpoint::reconciledMs)));
    }

    private static String row(
            String experiment, String traces, String oldest, String newest, String synced, String reconciled) {
        return String.format(
                        Locale.ROOT,
                        "  %-40s  %10s  %-16s  %-16s  %-16s  %-16s",
                        experiment,
                        traces,
                        oldest,
                        newest,
                        synced,
                        reconciled)
                .stripTrailing();
    }

    private static String shortened(String name) {
        var shown = Harmless.line(name);
        return shown.length() <= LONGEST_NAME ? shown : shown.substring(0, LONGEST_NAME - 1) + "…";
    }

    private static String time(Optional<Long> timeMs) {
        return timeMs.map(Instant::ofEpochMilli).map(MINUTE::format).orElse("-");
    }

    private void troubles() {
        var troubled = status.experiments().stream()
                .filter(experiment ->
                        experiment.checkpoint().flatMap(Checkpoint::trouble).isPresent())
                .toList();
        if (!troubled.isEmpty()) {
            lines.add("");
            lines.add("not read to the end the last time");
        }
        troubled.forEach(experiment -> lines.add("  " + experiment.source().orElse(FILES) + " experiment "
                + experiment.experimentId() + ": "
                + experiment.checkpoint().flatMap(Checkpoint::trouble).orElse("")));
    }

    private static String nextTry(Quarantined trace) {
        return trace.nextTryMs() > trace.lastTryMs()
                ? "after " + time(Optional.of(trace.nextTryMs()))
                : "with the next sync";
    }

    private void quarantine() {
        var rows = new ArrayList<String>();
        for (var experiment : status.experiments()) {
            experiment
                    .checkpoint()
                    .ifPresent(checkpoint -> checkpoint
                            .quarantined()
                            .forEach((id, trace) -> rows.add("  " + Harmless.line(id) + "  failed "
                                    + Quantity.of(trace.attempts(), "time") + ", next try " + nextTry(trace) + ": "
                                    + Harmless.line(trace.reason()))));
        }
        if (!rows.isEmpty()) {
            lines.add("");
            lines.add("quarantine: " + Quantity.of(rows.size(), "trace"));
            lines.addAll(rows.subList(0, Math.min(rows.size(), MOST_QUARANTINED)));
        }
        if (rows.size() > MOST_QUARANTINED) {
            lines.add("  and " + Quantity.number(rows.size() - MOST_QUARANTINED) + " more (--output json has all)");
        }
    }
}
