package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.FakeMlflow;
import dev.trawl.mlflow.ImpatientClient;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.RecordedTraffic;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class SyncTest {
    /** A day after the recorded traces. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-10-10T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private FakeMlflow server;

    @BeforeEach
    void start() throws IOException {
        server = FakeMlflow.withRecordedTraces();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void firstSyncReadsEveryTraceAndItsLinksToRuns() throws IOException {
        var report = sync();

        assertThat(report.traces()).isEqualTo(new TraceCounts(30, 0, 0, 0, 3));
        assertThat(report.linkedRuns()).isEqualTo(1);
        assertThat(report.complete()).isTrue();
        assertThat(report.bytes()).isGreaterThan(100_000);
        assertThat(index()).isEqualTo(everythingOnTheServer());
        assertThat(held(RecordedTraffic.id("t09")).linkedRuns()).containsExactly(RecordedTraffic.runId());
        assertThat(held(RecordedTraffic.id("t08")).linkedRuns()).isEmpty();
    }

    @Test
    void secondSyncTransfersNoSpansAndWritesNothing() throws IOException {
        sync();
        server.takeRequests();
        var filesBefore = files();

        var report = sync();

        assertThat(report.traces()).isEqualTo(new TraceCounts(0, 0, 30, 0, 0));
        assertThat(server.takeRequests())
                .noneMatch(request -> request.contains("batchGet"))
                .noneMatch(request -> request.contains("traces/get"))
                .noneMatch(request -> request.contains("get-trace-artifact"));
        assertThat(files()).isEqualTo(filesBefore);
    }

    @Test
    void onlyTheExperimentsAskedForAreRead() throws IOException {
        assertThat(sync(SyncRequest.of(List.of("2"), List.of())).traces().added())
                .isEqualTo(1);
        assertThat(sync(SyncRequest.of(List.of(), List.of("corpus-main")))
                        .traces()
                        .added())
                .isEqualTo(29);
    }

    @Test
    void anUnknownExperimentIsAnErrorInTheServersWords() {
        assertThatThrownBy(() -> sync(SyncRequest.of(List.of("77"), List.of())))
                .isInstanceOf(MlflowException.class)
                .hasMessage(server.address() + " says: No Experiment with id=77 exists");
    }

    @Test
    void moreTracesThanAPageInOneMillisecondAreAllRead() throws IOException {
        for (int i = 0; i < 1_300; i++) {
            server.addLike("t03", "tr-same-" + i, "2025-10-09T09:00:00.123Z");
        }
        for (int i = 0; i < 700; i++) {
            server.addLike("t03", "tr-later-" + i, "2025-10-09T09:00:00." + (200 + i) + "Z");
        }

        assertThat(sync().traces().added()).isEqualTo(2_030);
        assertThat(index().keySet()).isEqualTo(everythingOnTheServer().keySet());
    }

    @Test
    void aHistoryWithHolesOfYearsTakesFewRequests() throws IOException {
        for (int year = 1975; year < 2025; year += 10) {
            for (int i = 0; i < 600; i++) {
                server.addLike("t03", "tr-" + year + "-" + i, year + "-01-01T00:00:%02d.%03dZ".formatted(i / 50, i));
            }
        }

        assertThat(sync().traces().added()).isEqualTo(3_030);
        assertThat(server.takeRequests().stream().filter(request -> request.endsWith("/traces/search")))
                .hasSizeLessThan(60);
    }

    @Test
    void tracesFromTheFutureAreReadAndHideNothingThatComesLater() throws IOException {
        server.addLike("t03", "tr-future", "2099-01-01T00:00:00Z");
        sync();
        server.addLike("t03", "tr-now", "2025-10-10T09:59:00Z");

        assertThat(sync().traces().added()).isEqualTo(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void anOpenTraceIsReadAgainUntilItEnds() throws IOException {
        server.addLike("t03", "tr-new", "2025-10-10T09:00:00Z");
        sync();
        var open = server.trace(RecordedTraffic.id("t10")).info;
        open.put("state", "OK").put("execution_duration", "2s");

        assertThat(sync().traces().updated()).isEqualTo(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
        open.put("execution_duration", "3s");
        assertThat(sync().traces().updated())
                .as("it has ended and lies before what is listed again")
                .isZero();
    }

    @Test
    void aTraceThatTheServerHasLostStaysInTheIndex() throws IOException {
        sync();
        var before = index();
        server.all().forEach(trace -> server.remove(trace.id()));

        sync();

        assertThat(index()).isEqualTo(before);
    }

    @Test
    void spansThatTheServerHasArchivedAwayStayInTheIndex() throws IOException {
        sync();
        var spans = held(RecordedTraffic.id("t01")).trace().spans();
        var stored = server.trace(RecordedTraffic.id("t01"));
        stored.spans = List.of();
        ((ObjectNode) stored.info.path("tags")).put("reviewed", "yes");

        assertThat(sync().traces().updated()).isEqualTo(1);
        var trace = held(RecordedTraffic.id("t01")).trace();
        assertThat(trace.spans()).isEqualTo(spans).isNotEmpty();
        assertThat(trace.info().tags()).containsEntry("reviewed", "yes");
    }

    @Test
    void spansInTheArtifactStoreAreReadFromTheDataFile() throws IOException {
        ((ObjectNode) server.trace(RecordedTraffic.id("t01")).info.path("tags"))
                .put("mlflow.trace.spansLocation", "ARTIFACT_REPO");

        assertThat(sync().traces().withoutSpans()).isEqualTo(3);
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void aTraceThatSaysItsSpansAreStoredButHasNoneSpoilsNoBatch() throws IOException {
        var misleading = server.trace(RecordedTraffic.id("t18"));
        ((ObjectNode) misleading.info.path("tags")).put("mlflow.trace.spansLocation", "ARCHIVE_REPO");

        assertThat(sync().traces()).isEqualTo(new TraceCounts(30, 0, 0, 0, 3));
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void onePoisonousTraceIsReportedAndTriedAgainNextTime() throws IOException {
        var poisonous = RecordedTraffic.id("t05");
        server.failWith((request, number) -> request.getTarget().contains(poisonous)
                ? Optional.of(FakeMlflow.error(500, "INTERNAL_ERROR", "cannot serialise"))
                : Optional.empty());

        var report = sync();

        assertThat(report.traces()).isEqualTo(new TraceCounts(29, 0, 0, 1, 3));
        assertThat(report.failures())
                .containsExactly(new SyncFailure(
                        "trace " + poisonous, server.address() + " failed to answer (500): cannot serialise"));
        assertThat(held(poisonous).trace().spans()).isEmpty();
        server.failWith((request, number) -> Optional.empty());
        assertThat(sync().traces()).isEqualTo(new TraceCounts(0, 1, 29, 0, 0));
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void anInfoThatMakesNoSenseIsReportedAndStopsNothing() throws IOException {
        server.trace(RecordedTraffic.id("t05")).info.put("execution_duration", "soon");

        var report = sync();

        assertThat(report.traces().added()).isEqualTo(29);
        assertThat(report.failures())
                .containsExactly(new SyncFailure(
                        "trace " + RecordedTraffic.id("t05"),
                        "trace " + RecordedTraffic.id("t05") + ": execution_duration is no duration like 1.5s: soon"));
    }

    @Test
    void aServerThatGoesAwayEndsTheSyncAndTheNextOneGoesOn() throws IOException {
        server.failWith((request, number) ->
                number > 9 ? Optional.of(new MockResponse.Builder().code(401).build()) : Optional.empty());

        var report = sync();

        assertThat(report.stoppedBy().orElseThrow().kind()).isEqualTo(MlflowException.Kind.UNAUTHORISED);
        server.failWith((request, number) -> Optional.empty());
        assertThat(sync().complete()).isTrue();
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void aForbiddenExperimentDoesNotStopTheOthers() throws IOException {
        server.failWith((request, number) -> isSearchIn(request, "1")
                ? Optional.of(FakeMlflow.error(403, "PERMISSION_DENIED", "not yours"))
                : Optional.empty());

        var report = sync();

        assertThat(report.traces().added()).isEqualTo(1);
        assertThat(report.failures()).extracting(SyncFailure::subject).contains("experiment 1 (corpus-main)");
    }

    private static boolean isSearchIn(RecordedRequest request, String experimentId) {
        var body = request.getBody();
        return request.getTarget().endsWith("/traces/search")
                && body != null
                && body.utf8().contains("\"experiment_id\": \"" + experimentId + "\"");
    }

    @Test
    void aSyncThatDiedAtAnyMomentIsMadeGoodByTheNext() throws IOException {
        int heard = progressOfAnUndisturbedSync();
        assertThat(heard).isGreaterThan(10);
        for (int death = 1; death <= heard; death++) {
            var index = folder.resolve("death-" + death);
            int moment = death;
            var heardBefore = new int[1];
            assertThatThrownBy(() -> sync(index, SyncRequest.everything().withConcurrency(1), progress -> {
                        if (++heardBefore[0] == moment) {
                            throw new IllegalStateException("dies here");
                        }
                    }))
                    .hasMessage("dies here");

            sync(index, SyncRequest.everything(), SyncListener.NONE);

            assertThat(index(index)).as("died at %s", moment).isEqualTo(everythingOnTheServer());
        }
    }

    private int progressOfAnUndisturbedSync() throws IOException {
        var heard = new int[1];
        sync(folder.resolve("undisturbed"), SyncRequest.everything().withConcurrency(1), progress -> heard[0]++);
        return heard[0];
    }

    private SyncReport sync() throws IOException {
        return sync(SyncRequest.everything());
    }

    private SyncReport sync(SyncRequest request) throws IOException {
        return sync(folder.resolve("index"), request, SyncListener.NONE);
    }

    private SyncReport sync(Path index, SyncRequest request, SyncListener listener) throws IOException {
        try (var client = ImpatientClient.of(server);
                var writer = TraceIndexWriter.open(index)) {
            return new Sync(client, writer, CLOCK).run(request.withLookBack(Duration.ofMinutes(10)), listener);
        }
    }

    private Map<String, IndexedTrace> index() throws IOException {
        return index(folder.resolve("index"));
    }

    private IndexedTrace held(String id) throws IOException {
        return Optional.ofNullable(index().get(id)).orElseThrow();
    }

    /** All traces that ever were on the server and are in the index. */
    private Map<String, IndexedTrace> index(Path index) throws IOException {
        var held = new TreeMap<String, IndexedTrace>();
        try (var writer = TraceIndexWriter.open(index)) {
            for (var id : idsEverSeen()) {
                writer.held(id).ifPresent(trace -> held.put(id, trace));
            }
        }
        return held;
    }

    private Set<String> idsEverSeen() {
        var ids = server.all().stream().map(FakeMlflow.Stored::id).collect(Collectors.toCollection(TreeSet::new));
        for (int i = 1; i <= 30; i++) {
            ids.add(RecordedTraffic.id("t%02d".formatted(i)));
        }
        return ids;
    }

    private Map<String, IndexedTrace> everythingOnTheServer() {
        var all = new TreeMap<String, IndexedTrace>();
        server.all()
                .forEach(stored -> all.put(
                        stored.id(), new IndexedTrace(TraceJson.read(stored.whole()), Set.copyOf(stored.linkedRuns))));
        return all;
    }

    private Set<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("index"))) {
            return files.map(Path::toString).collect(Collectors.toSet());
        }
    }
}
