package dev.trawl.cli.sync;

import dev.trawl.trace.PythonJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document of {@code sync --report}; docs/scheduling.md describes it. */
final class OutcomeJson {
    private OutcomeJson() {}

    static String of(SyncOutcome outcome, Path index) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("source", outcome.source())
                .put("index", index.toString())
                .put("outcome", outcome.kind().name().toLowerCase(Locale.ROOT))
                .put("exit_code", outcome.exitCode().number())
                .put("began", outcome.began().toString())
                .put("ended", outcome.ended().toString())
                .put(
                        "seconds",
                        Duration.between(outcome.began(), outcome.ended()).toMillis() / 1000.0);
        outcome.trouble().ifPresent(trouble -> json.put("error", trouble));
        outcome.report().ifPresent(report -> {
            json.put("server_version", report.serverVersion())
                    .put("experiments", report.experiments())
                    .put("received_bytes", report.bytes());
            json.putObject("traces")
                    .put("new", report.traces().added())
                    .put("updated", report.traces().updated())
                    .put("unchanged", report.traces().unchanged())
                    .put("failed", report.traces().failed())
                    .put("without_spans", report.traces().withoutSpans())
                    .put("in_quarantine", report.waiting());
            lateTruth(json, outcome);
            var failures = json.putArray("failures");
            report.failures()
                    .forEach(failure -> failures.addObject()
                            .put("subject", failure.subject())
                            .put("reason", failure.reason()));
            report.stoppedBy().ifPresent(trouble -> json.put("error", trouble.getMessage()));
        });
        return PythonJson.readable(json);
    }

    private static void lateTruth(ObjectNode json, SyncOutcome outcome) {
        var late = outcome.report().orElseThrow().lateTruth();
        json.put("reconciled_experiments", late.reconciled())
                .put("deleted", late.deleted())
                .put("dropped", late.dropped())
                .put("linked_runs", late.linkedRuns())
                .put("linked_prompts", late.linkedPrompts());
    }
}
