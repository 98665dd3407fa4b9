package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.FakeMlflow;
import dev.trawl.mlflow.RecordedTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Traces that cannot be read. */
class QuarantineTest extends SyncedServer {
    private static final String POISONOUS = RecordedTraffic.id("t05");

    @Test
    void aTraceThatGoesOnFailingIsTriedLessAndLessOften() throws IOException {
        poison();
        assertThat(sync().traces().failed()).isEqualTo(1);
        assertThat(sync().traces().failed()).as("once more at the next sync").isEqualTo(1);
        server.takeRequests();

        var report = sync();

        assertThat(report.traces().failed()).isZero();
        assertThat(report.complete()).isTrue();
        assertThat(report.waiting()).isEqualTo(1);
        assertThat(server.takeRequests()).noneMatch(request -> request.contains("batchGet"));
        now = now.plus(Duration.ofMinutes(5));
        assertThat(sync().traces().failed()).as("after five minutes").isEqualTo(1);
        now = now.plus(Duration.ofMinutes(9));
        assertThat(sync().traces().failed()).as("not after five more").isZero();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(sync().traces().failed()).isEqualTo(1);
        assertThat(quarantined().values()).singleElement().satisfies(trace -> {
            assertThat(trace.attempts()).isEqualTo(4);
            assertThat(trace.reason()).endsWith("failed to answer (500): cannot serialise");
        });
    }

    @Test
    void aTraceThatCanBeReadAgainLeavesTheQuarantine() throws IOException {
        poison();
        sync();
        server.failWith((request, number) -> Optional.empty());

        sync();

        assertThat(quarantined()).isEmpty();
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void aTraceThatTheServerDeletedLeavesTheQuarantine() throws IOException {
        poison();
        sync();
        server.remove(POISONOUS);

        sync();

        assertThat(quarantined()).isEmpty();
        assertThat(held(POISONOUS).provenance().deletedMs()).isPresent();
    }

    @Test
    void manyPoisonousTracesInARowStopNothingForEver() throws IOException {
        for (int i = 0; i < 120; i++) {
            server.addLike("t03", "tr-poison-%03d".formatted(i), "2025-10-10T08:%02d:%02dZ".formatted(i / 60, i % 60));
        }
        server.addLike("t03", "tr-good", "2025-10-10T09:00:00Z");
        server.failWith((request, number) -> request.getTarget().contains("tr-poison")
                ? Optional.of(FakeMlflow.error(500, "INTERNAL_ERROR", "cannot serialise"))
                : Optional.empty());

        for (int i = 0; i < 6; i++) {
            sync();
            now = now.plus(Duration.ofMinutes(1));
        }

        assertThat(index()).containsKey("tr-good");
        assertThat(quarantined()).hasSize(120);
    }

    private void poison() {
        server.failWith((request, number) -> request.getTarget().contains(POISONOUS)
                ? Optional.of(FakeMlflow.error(500, "INTERNAL_ERROR", "cannot serialise"))
                : Optional.empty());
    }

    private SortedMap<String, Quarantined> quarantined() throws IOException {
        try (var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            var checkpoints = Checkpoints.all(writer.commitData());
            return Optional.ofNullable(checkpoints.get(new Checkpoints.Place(server.address(), "1")))
                    .orElseThrow()
                    .quarantined();
        }
    }
}
