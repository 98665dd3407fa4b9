package dev.trawl.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.cli.Command;
import dev.trawl.sync.LateTruth;
import dev.trawl.sync.SyncFailure;
import dev.trawl.sync.SyncReport;
import dev.trawl.sync.TraceCounts;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncOutcomeTest {
    private static final Instant BEGAN = Instant.parse("2026-11-27T02:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aReportTellsWhatWasDone() {
        assertThat(OutcomeJson.of(partial(), Path.of("/index")))
                .isEqualTo(
                        "{\"source\": \"http://h:5000\", \"index\": \"/index\", \"outcome\": \"partial\", \"exit_code\": 3,"
                                + " \"began\": \"2026-11-27T02:00:00Z\", \"ended\": \"2026-11-27T02:00:01.500Z\", \"seconds\": 1.5,"
                                + " \"server_version\": \"3.17.2\", \"experiments\": 2, \"received_bytes\": 999,"
                                + " \"traces\": {\"new\": 30, \"updated\": 2, \"unchanged\": 5, \"failed\": 1, \"without_spans\": 3,"
                                + " \"in_quarantine\": 4}, \"reconciled_experiments\": 2, \"deleted\": 7, \"dropped\": 0,"
                                + " \"linked_runs\": 1, \"linked_prompts\": 0,"
                                + " \"failures\": [{\"subject\": \"trace tr-1\", \"reason\": \"cannot\"}]}");
    }

    @Test
    void offlineNoServerIsAsked() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var uri = "http://127.0.0.1:" + server.getLocalPort();
            var refused = new Command.Ended(
                    1,
                    "",
                    "trawl: The network is not to be used: --offline was given or TRAWL_OFFLINE is set. Searching needs none.\n");
            assertThat(Command.PLAIN.run("sync", "--tracking-uri", uri, "--offline"))
                    .isEqualTo(refused);
            assertThat(Command.PLAIN
                            .with("TRAWL_OFFLINE", "1")
                            .with("MLFLOW_TRACKING_URI", uri)
                            .run("sync", "--every", "1s"))
                    .isEqualTo(refused);
            assertThat(Command.PLAIN
                            .with("MLFLOW_TRACKING_URI", uri)
                            .run("doctor", "--offline")
                            .out())
                    .contains("ok  server    " + uri + ", not asked: trawl is offline\n");
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void metricsAreInPrometheussFormat() {
        assertThat(OutcomeMetrics.of(partial()))
                .startsWith("""
                        # HELP trawl_sync_success Whether the last sync came to its end without a failure.
                        # TYPE trawl_sync_success gauge
                        trawl_sync_success{source="http://h:5000"} 0
                        """)
                .contains("\ntrawl_sync_end_timestamp_seconds{source=\"http://h:5000\"} 1795744801.500\n")
                .contains("\ntrawl_sync_traces{source=\"http://h:5000\",result=\"new\"} 30\n")
                .endsWith("trawl_sync_received_bytes{source=\"http://h:5000\"} 999\n");
    }

    @Test
    void aSyncThatCouldNotBeginWritesBothFilesToo() throws IOException {
        var report = folder.resolve("report.json");
        var metrics = folder.resolve("trawl.prom");
        var ended = Command.PLAIN
                .on(folder.resolve("index"))
                .run(
                        "sync",
                        "--tracking-uri",
                        "http://127.0.0.1:1",
                        "--report",
                        report.toString(),
                        "--metrics",
                        metrics.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith("trawl: Nothing answers at http://127.0.0.1:1.");
        var json = PythonJson.parse(Files.readAllBytes(report));
        assertThat(json.path("outcome").stringValue()).isEqualTo("failed");
        assertThat(json.path("error").stringValue()).startsWith("Nothing answers");
        assertThat(Files.readString(metrics)).contains("trawl_sync_success{source=\"http://127.0.0.1:1\"} 0\n");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(report, metrics);
        }
    }

    @Test
    void settingsThatNameNoServerAreInBothFilesAndEndAlsoWhatGoesOn() throws IOException {
        var report = folder.resolve("report.json");
        var metrics = folder.resolve("trawl.prom");
        for (var again : List.of(List.<String>of(), List.of("--every", "1s"))) {
            Files.writeString(report, "of the last sync");
            Files.writeString(metrics, "of the last sync");
            var words =
                    new ArrayList<>(List.of("sync", "--report", report.toString(), "--metrics", metrics.toString()));
            words.addAll(again);

            var ended = Command.PLAIN.on(folder.resolve("index")).run(words.toArray(String[]::new));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err()).startsWith("trawl: No MLflow server is named");
            assertThat(PythonJson.parse(Files.readAllBytes(report))
                            .path("error")
                            .stringValue())
                    .startsWith("No MLflow server is named");
            assertThat(Files.readString(metrics)).contains("trawl_sync_success{source=\"\"} 0\n");
        }
        var pauseless = Command.PLAIN.run("sync", "--every", "0s");
        assertThat(pauseless.code()).isEqualTo(2);
        assertThat(pauseless.err()).endsWith("Error: --every must be at least 1s\n");
    }

    private static SyncOutcome partial() {
        var report = new SyncReport(
                "http://h:5000",
                "3.17.2",
                2,
                new TraceCounts(30, 2, 5, 1, 3),
                new LateTruth(2, 7, 0, 1, 0),
                4,
                List.of(new SyncFailure("trace tr-1", "cannot")),
                999,
                Duration.ofMillis(1500),
                Optional.empty());
        return new SyncOutcome("http://h:5000", BEGAN, BEGAN.plusMillis(1500), Optional.of(report), Optional.empty());
    }
}
