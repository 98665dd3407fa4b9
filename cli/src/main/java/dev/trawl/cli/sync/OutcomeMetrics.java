package dev.trawl.cli.sync;

import java.time.Duration;
import java.util.Locale;

/** The text of {@code sync --metrics}, in Prometheus's exposition format; docs/scheduling.md describes it. */
final class OutcomeMetrics {
    private final StringBuilder text = new StringBuilder();
    private final String source;

    private OutcomeMetrics(String source) {
        this.source = source.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    static String of(SyncOutcome outcome) {
        var metrics = new OutcomeMetrics(outcome.source());
        metrics.gauge(
                "trawl_sync_success",
                "Whether the last sync came to its end without a failure.",
                outcome.kind() == SyncOutcome.Kind.COMPLETE ? 1 : 0);
        metrics.gauge(
                "trawl_sync_exit_code",
                "How the last sync ended: 0 done, 1 trouble, 3 done in part.",
                outcome.exitCode().number());
        metrics.seconds(
                "trawl_sync_end_timestamp_seconds",
                "When the last sync ended.",
                outcome.ended().toEpochMilli());
        metrics.seconds(
                "trawl_sync_duration_seconds",
                "How long the last sync took.",
                Duration.between(outcome.began(), outcome.ended()).toMillis());
        outcome.report().ifPresent(report -> {
            metrics.head("trawl_sync_traces", "What became of the traces of the last sync.");
            metrics.line("trawl_sync_traces", ",result=\"new\"", report.traces().added());
            metrics.line(
                    "trawl_sync_traces", ",result=\"updated\"", report.traces().updated());
            metrics.line(
                    "trawl_sync_traces",
                    ",result=\"unchanged\"",
                    report.traces().unchanged());
            metrics.line(
                    "trawl_sync_traces", ",result=\"failed\"", report.traces().failed());
            metrics.line(
                    "trawl_sync_traces",
                    ",result=\"deleted\"",
                    report.lateTruth().deleted());
            metrics.gauge(
                    "trawl_sync_quarantined_traces",
                    "Traces that failed before and were not tried by the last sync.",
                    report.waiting());
            metrics.gauge("trawl_sync_received_bytes", "Bytes that the last sync received.", report.bytes());
        });
        return metrics.text.toString();
    }

    private void gauge(String name, String help, long value) {
        head(name, help);
        line(name, "", value);
    }

    private void seconds(String name, String help, long milliseconds) {
        head(name, help);
        line(name, "", String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0));
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void line(String name, String labels, long value) {
        line(name, labels, Long.toString(value));
    }

    private void line(String name, String labels, String value) {
        text.append(name)
                .append("{source=\"")
                .append(source)
                .append('"')
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }
}
