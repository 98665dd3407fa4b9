package dev.trawl.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    private static final String SERVER = "http://127.0.0.1:5000";

    @TempDir
    private Path folder;

    private Path index = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        index = folder.resolve("index");
        var present = Provenance.of(SERVER);
        try (var writer = TraceIndexWriter.open(index)) {
            writer.put(new IndexedTrace(RecordedTraces.named("t01"), present));
            writer.put(new IndexedTrace(RecordedTraces.named("t02"), present.deletedAt(1_760_100_000_000L)));
            writer.put(new IndexedTrace(RecordedTraces.named("t03")));
            writer.commit(Map.of(
                    "sync:" + SERVER + ":1",
                    "{\"name\": \"shop\", \"mark\": 1760000002000, \"synced\": 1760100000000, \"reconciled\": 1760050000000,"
                            + " \"refreshes_since\": 3, \"quarantined\": {\"tr-bad\": {\"timestamp\": 1, \"attempts\": 3,"
                            + " \"last_try\": 1760100000000, \"reason\": \"cannot\\nserialise\"}, \"tr-new\": {\"timestamp\": 1, \"attempts\": 1,"
                            + " \"last_try\": 1760100000000, \"reason\": \"timed out\"}}}",
                    "sync:" + SERVER + ":9",
                    "{\"name\": \"secret\", \"trouble\": \"forbidden\"}"));
        }
    }

    @Test
    void aPersonSeesWhatIsHeldHowFreshItIsAndWhatFailed() {
        var ended = Command.PLAIN.on(index).run("status");

        assertThat(ended.code()).isZero();
        assertThat(ended.out().replaceAll(", [0-9.]+ [kM]?B", ", SIZE")).isEqualTo("""
                        %s: 3 traces from 2025-10-09 08:53 to 2025-10-09 08:53 UTC, SIZE
                        1 trace of them deleted on the server: trace.deleted = 'true'

                        http://127.0.0.1:5000
                          experiment                                    traces  oldest            newest            synced            reconciled
                          1 shop                                             2  2025-10-09 08:53  2025-10-09 08:53  2025-10-10 12:40  2025-10-09 22:46
                          9 secret                                           0  -                 -                 -                 -

                        from files
                          experiment                                    traces  oldest            newest            synced            reconciled
                          1                                                  1  2025-10-09 08:53  2025-10-09 08:53  -                 -

                        not read to the end the last time
                          http://127.0.0.1:5000 experiment 9: forbidden

                        quarantine: 2 traces
                          tr-bad  failed 3 times, next try after 2025-10-10 12:50: cannot serialise
                          tr-new  failed 1 time, next try with the next sync: timed out
                        """.formatted(index));
    }

    @Test
    void aProgramGetsJson() {
        var json = PythonJson.parse(
                Command.PLAIN.on(index).run("status", "--output", "json").out());

        assertThat(json.path("traces").intValue()).isEqualTo(3);
        assertThat(json.path("deleted").intValue()).isEqualTo(1);
        assertThat(json.path("sources").path(0).path("source").stringValue()).isEqualTo(SERVER);
        assertThat(PythonJson.readable(
                        json.path("sources").path(0).path("experiments").path(0)))
                .isEqualTo(
                        "{\"experiment_id\": \"1\", \"name\": \"shop\", \"traces\": 2, \"deleted\": 1, \"without_spans\": 0,"
                                + " \"oldest_ms\": 1760000001000, \"newest_ms\": 1760000002000, \"synced_ms\": 1760100000000,"
                                + " \"reconciled_ms\": 1760050000000, \"refreshes_since_reconcile\": 3, \"open\": 0,"
                                + " \"quarantined\": 2}");
        assertThat(json.path("quarantine").path(0).path("next_try_ms").longValue())
                .isEqualTo(1_760_100_600_000L);
    }

    @Test
    void deletedTracesAndSourcesCanBeSearchedFor() {
        var deleted = RecordedTraces.named("t02").id() + "\n";

        assertThat(ids("trace.deleted = 'true'")).isEqualTo(deleted);
        assertThat(ids("trace.deleted_ms >= '2025-10-10' AND trace.source = '" + SERVER + "'"))
                .isEqualTo(deleted);
        assertThat(ids("trace.source IS NULL"))
                .isEqualTo(RecordedTraces.named("t03").id() + "\n");
        assertThat(ids("").lines())
                .as("a search without a word on it finds them too")
                .hasSize(3);
    }

    private String ids(String filter) {
        return Command.PLAIN.on(index).run("search", filter, "--output", "ids").out();
    }

    @Test
    void noIndexIsTold() {
        assertThat(Command.PLAIN.on(folder.resolve("none")).run("status").code())
                .isEqualTo(1);
    }
}
