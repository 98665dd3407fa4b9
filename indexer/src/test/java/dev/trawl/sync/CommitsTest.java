package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.indexer.TraceIndexWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-10-10T10:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void aClockThatIsSetBackDoesNotPutOffCommits() throws IOException {
        InstantSource time = now::get;
        try (var writer = TraceIndexWriter.open(folder.resolve("index"));
                var workers = new Workers(1)) {
            var commits = new Commits(writer, time.withZone(ZoneOffset.UTC), workers);
            assertThat(commits.due()).isFalse();

            now.updateAndGet(before -> before.minus(Duration.ofHours(1)));
            assertThat(commits.due()).isTrue();
            commits.commit();
            assertThat(commits.due()).isFalse();
            now.updateAndGet(before -> before.plus(Commits.BETWEEN));
            assertThat(commits.due()).isTrue();
        }
    }

    @Test
    void whatIsNotedWhileACommitGoesOnIsLeftToTheNext() throws IOException {
        try (var writer = TraceIndexWriter.open(folder.resolve("index"));
                var workers = new Workers(1)) {
            var commits = new Commits(writer, Clock.systemUTC(), workers);
            commits.note("a", "1");
            commits.begin();
            commits.note("b", "1");
            commits.begin();
            commits.note("a", "2");
            commits.commit();
            assertThat(writer.commitData()).isEqualTo(Map.of("a", "2", "b", "1"));
        }
    }

    @Test
    void aCommitThatFailedFailsTheNextOne() throws IOException {
        var writer = TraceIndexWriter.open(folder.resolve("index"));
        try (var workers = new Workers(1)) {
            var commits = new Commits(writer, Clock.systemUTC(), workers);
            commits.note("a", "1");
            writer.close();
            commits.begin();
            assertThatThrownBy(commits::begin).isInstanceOf(AlreadyClosedException.class);
        }
    }
}
