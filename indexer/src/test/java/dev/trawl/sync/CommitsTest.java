package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.TraceIndexWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-10-10T10:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void aClockThatIsSetBackDoesNotPutOffCommits() throws IOException {
        InstantSource time = now::get;
        try (var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            var commits = new Commits(writer, time.withZone(ZoneOffset.UTC));
            assertThat(commits.due()).isFalse();

            now.updateAndGet(before -> before.minus(Duration.ofHours(1)));
            assertThat(commits.due()).isTrue();
            commits.commit();
            assertThat(commits.due()).isFalse();
            now.updateAndGet(before -> before.plus(Commits.BETWEEN));
            assertThat(commits.due()).isTrue();
        }
    }
}
