package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.ClientLimits;
import dev.trawl.mlflow.FakeMlflow;
import dev.trawl.mlflow.ImpatientClient;
import dev.trawl.mlflow.RecordedTraffic;
import dev.trawl.mlflow.StoredOnServer;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with the recorded traces, an index, and syncs from the one to the other. */
abstract class SyncedServer {
    /** A day after the recorded traces. */
    static final Instant NOW = Instant.parse("2025-10-10T10:00:00Z");

    /** Time as trawl's computer sees it. */
    Instant now = NOW;

    /** Calls that a sync may make at the same time. */
    int concurrency = ClientLimits.DEFAULT_CONCURRENCY;

    @TempDir
    Path folder;

    FakeMlflow server;

    @BeforeEach
    void start() throws IOException {
        server = FakeMlflow.withRecordedTraces();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Goes through the whole history. */
    static SyncRequest reconciling() {
        return SyncRequest.everything().withReconciling(new SyncRequest.Reconciling(true, 0, false));
    }

    SyncReport sync() throws IOException {
        return sync(SyncRequest.everything());
    }

    SyncReport sync(FakeMlflow other, String workspace) throws IOException {
        try (var client = ImpatientClient.of(other, workspace, concurrency);
                var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            return new Sync(client, client.version(), writer, Clock.fixed(now, ZoneOffset.UTC))
                    .run(SyncRequest.everything(), SyncListener.NONE);
        }
    }

    SyncReport sync(SyncRequest request) throws IOException {
        return sync(folder.resolve("index"), request, SyncListener.NONE);
    }

    SyncReport sync(Path index, SyncRequest request, SyncListener listener) throws IOException {
        try (var client = ImpatientClient.of(server, "", concurrency);
                var writer = TraceIndexWriter.open(index)) {
            return new Sync(client, client.version(), writer, Clock.fixed(now, ZoneOffset.UTC))
                    .run(request.withLookBack(Duration.ofMinutes(10)), listener);
        }
    }

    Map<String, IndexedTrace> index() throws IOException {
        return index(folder.resolve("index"));
    }

    IndexedTrace held(String id) throws IOException {
        return Optional.ofNullable(index().get(id)).orElseThrow();
    }

    /** All traces that ever were on the server and are in the index. */
    Map<String, IndexedTrace> index(Path index) throws IOException {
        var held = new TreeMap<String, IndexedTrace>();
        try (var writer = TraceIndexWriter.open(index)) {
            for (var id : idsEverSeen()) {
                writer.held(id).ifPresent(trace -> held.put(id, trace));
            }
        }
        return held;
    }

    Set<String> idsEverSeen() {
        var ids = server.all().stream().map(StoredOnServer::id).collect(Collectors.toCollection(TreeSet::new));
        for (int i = 1; i <= 30; i++) {
            ids.add(RecordedTraffic.id("t%02d".formatted(i)));
        }
        return ids;
    }

    Map<String, IndexedTrace> everythingOnTheServer() {
        var all = new TreeMap<String, IndexedTrace>();
        server.all()
                .forEach(stored -> all.put(
                        stored.id(),
                        new IndexedTrace(
                                TraceJson.read(stored.whole()),
                                Provenance.of(server.address())
                                        .withLinkedRuns(Set.copyOf(stored.linkedRuns))
                                        .withLinkedPrompts(Set.copyOf(stored.linkedPrompts)))));
        return all;
    }

    /** The files of the index that hold traces: the checkpoint lies in the one with the number of the commit. */
    Set<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("index"))) {
            return files.map(Path::toString)
                    .filter(file -> !file.contains("segments_"))
                    .collect(Collectors.toSet());
        }
    }
}
