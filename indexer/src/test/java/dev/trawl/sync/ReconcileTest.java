package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.mlflow.FakeMlflow;
import dev.trawl.mlflow.RecordedTraffic;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What changes on a server long after it was read. */
class ReconcileTest extends SyncedServer {
    private static final String OLD = RecordedTraffic.id("t02");

    @Test
    void changedTagsAndAssessmentsOfOldTracesAreFound() throws IOException {
        sync();
        server.addLike("t03", "tr-new", "2025-10-10T09:30:00Z");
        sync();
        server.trace(OLD).tag("reviewed", "yes");
        var judged = server.trace(RecordedTraffic.id("t01")).info;
        judged.putArray("assessments")
                .addObject()
                .put("assessment_name", "late")
                .put("assessment_id", "a-late");
        assertThat(sync().traces().updated())
                .as("both lie before what is listed again")
                .isZero();

        var report = sync(reconciling());

        assertThat(report.traces().updated()).isEqualTo(2);
        assertThat(report.lateTruth().reconciled()).isEqualTo(2);
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void tracesThatArriveLongAfterTheyBeganAreFound() throws IOException {
        server.addLike("t03", "tr-new", "2025-10-10T09:30:00Z");
        sync();
        server.addLike("t03", "tr-late", "2024-01-01T00:00:00Z");
        assertThat(sync().traces().added()).isZero();

        assertThat(sync(reconciling()).traces().added()).isEqualTo(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void deletedTracesStayAndAreMarked() throws IOException {
        sync();
        var before = held(OLD);
        server.remove(OLD);

        var report = sync(reconciling());

        assertThat(report.lateTruth().deleted()).isEqualTo(1);
        assertThat(held(OLD).trace()).isEqualTo(before.trace());
        assertThat(held(OLD).provenance().deletedMs()).contains(now.toEpochMilli());
        now = now.plus(Duration.ofDays(1));
        assertThat(sync(reconciling()).lateTruth().deleted())
                .as("the first time counts")
                .isZero();
        assertThat(held(OLD).provenance().deletedMs()).contains(NOW.toEpochMilli());
    }

    @Test
    void aTraceThatComesBackIsMarkedNoMore() throws IOException {
        sync();
        var stored = server.trace(OLD);
        server.remove(OLD);
        sync(reconciling());
        server.restore(stored);

        assertThat(sync(reconciling()).traces().updated()).isEqualTo(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void deletedTracesAreDroppedOnRequestOnly() throws IOException {
        sync();
        server.remove(OLD);
        var dropping = SyncRequest.everything().withReconciling(new SyncRequest.Reconciling(true, 0, true));

        var report = sync(dropping);

        assertThat(report.lateTruth().dropped()).isEqualTo(1);
        assertThat(index()).isEqualTo(everythingOnTheServer()).doesNotContainKey(OLD);
    }

    @Test
    void allTracesOfAnExperimentThatIsGoneAreMarked() throws IOException {
        sync();
        server.removeExperiment("2");

        sync(reconciling());

        assertThat(index().values())
                .filteredOn(trace -> trace.provenance().deletedMs().isPresent())
                .extracting(trace -> trace.trace().info().experimentId())
                .containsExactly("2");
    }

    @Test
    void aForbiddenExperimentIsNotTakenForDeleted() throws IOException {
        sync();
        server.failWith((request, number) -> request.getTarget().endsWith("/traces/search")
                ? Optional.of(FakeMlflow.error(403, "PERMISSION_DENIED", "not yours"))
                : Optional.empty());

        sync(reconciling());

        assertThat(index().values())
                .allMatch(trace -> trace.provenance().deletedMs().isEmpty());
    }

    @Test
    void everyNthSyncReconcilesByItself() throws IOException {
        var third = SyncRequest.everything().withReconciling(new SyncRequest.Reconciling(false, 3, false));
        sync(third);
        server.addLike("t03", "tr-new", "2025-10-10T09:30:00Z");
        sync(third);
        server.trace(OLD).tag("reviewed", "yes");

        assertThat(sync(third).traces().updated()).isZero();
        var report = sync(third);

        assertThat(report.traces().updated()).isEqualTo(1);
        assertThat(report.lateTruth().reconciled()).isEqualTo(2);
        assertThat(sync(third).lateTruth().reconciled()).isZero();
    }

    @Test
    void anExperimentThatIsGoneIsComparedWhenTheOthersAre() throws IOException {
        var third = SyncRequest.everything().withReconciling(new SyncRequest.Reconciling(false, 3, false));
        sync(third);
        server.removeExperiment("2");
        sync(third);
        sync(third);

        assertThat(sync(third).lateTruth().deleted()).isEqualTo(1);
    }

    /** As after {@code mlflow gc}, or where a server's database was put back or is another one. */
    @Test
    void anotherExperimentOfTheSameIdIsReadFromItsBeginning() throws IOException {
        server.addLike("t03", "tr-new", "2025-10-10T09:30:00Z");
        sync();
        var model = server.trace(RecordedTraffic.id("t03"));
        server.removeExperiment("1");
        server.addExperiment("1", "other", 1_760_000_000_000L);
        server.addLike(model, "tr-older", "2025-10-08T09:30:00Z");

        var report = sync();

        assertThat(report.traces().added()).isEqualTo(1);
        assertThat(report.lateTruth().deleted()).isEqualTo(30);
        assertThat(sync().lateTruth().reconciled()).isZero();
    }

    @Test
    void aForbiddenExperimentIsToldOfOnce() throws IOException {
        sync();
        server.removeExperiment("2");
        server.failWith((request, number) -> request.getTarget().contains("experiment_id=2") || asksFor("2", request)
                ? Optional.of(FakeMlflow.error(403, "PERMISSION_DENIED", "not yours"))
                : Optional.empty());

        assertThat(sync(reconciling()).failures())
                .extracting(SyncFailure::subject)
                .containsExactly("experiment 2 (corpus-other)");
    }

    private static boolean asksFor(String experimentId, RecordedRequest request) {
        var body = request.getBody();
        return body != null && body.utf8().contains("\"experiment_id\": \"" + experimentId + "\"");
    }

    /** A run may be linked to traces of experiments that were not asked for the last time. */
    @Test
    void linksToTracesOfExperimentsThatAreAskedForLaterAreFound() throws IOException {
        addRun("run-old", 90_000);
        addRun("run-new", 4_000);
        var elsewhere = server.all().stream()
                .filter(trace -> trace.experimentId().equals("2"))
                .findFirst()
                .orElseThrow();
        elsewhere.linkedRuns.add("run-old");
        sync(SyncRequest.of(List.of("1"), List.of()));

        sync();

        assertThat(index()).isEqualTo(everythingOnTheServer());
        sync();
        sync(SyncRequest.of(List.of("1", "2"), List.of()));
        server.takeRequests();
        sync(SyncRequest.of(List.of("1"), List.of()));
        assertThat(server.takeRequests())
                .as("over fewer experiments no old run is asked about again: one list of traces, two runs of late")
                .filteredOn(request -> request.endsWith("/traces/search"))
                .hasSize(3);
    }

    @Test
    void aRunLinkedLongAfterItEndedIsFound() throws IOException {
        sync();
        addRun("run-new", 100);
        sync();
        server.trace(OLD).linkedRuns.add(RecordedTraffic.runId());

        sync(reconciling());

        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void promptsThatNoTagTellsOfAreFoundAtTheFirstSyncAndLater() throws IOException {
        server.trace(OLD).linkedPrompts.add("greeting/1");

        assertThat(sync().lateTruth().linkedPrompts()).isEqualTo(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
        server.trace(RecordedTraffic.id("t01")).linkedPrompts.addAll(List.of("greeting/1", "greeting/2"));
        server.addLike("t03", "tr-new", "2025-10-10T09:30:00Z");
        sync(reconciling());
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void promptsThatASyncDidNotGetToAreReadByTheNextOne() throws IOException {
        var first = SyncRequest.of(List.of("1"), List.of());
        server.trace(OLD).linkedPrompts.add("greeting/1");
        server.addLike("t03", "tr-new", "2025-10-10T09:30:00Z");
        server.failWith((request, number) -> request.getTarget().contains("/model-versions/search")
                ? Optional.of(FakeMlflow.error(401, "UNAUTHENTICATED", "who are you?"))
                : Optional.empty());
        assertThat(sync(first).stoppedBy()).isPresent();
        server.failWith((request, number) -> Optional.empty());

        sync(first);

        assertThat(held(OLD).provenance().linkedPrompts()).containsExactly("greeting/1");
    }

    @Test
    void anEmptyExperimentDoesNotHaveAllOfThePastAskedForPrompts() throws IOException {
        sync(SyncRequest.of(List.of("2"), List.of()));
        index().keySet().forEach(server::remove);
        server.trace(OLD).linkedPrompts.add("greeting/1");
        folder = folder.resolve("anew");
        sync();
        var asked = new ArrayList<String>();
        server.failWith((request, number) -> {
            asked.add(request.getBody() == null ? "" : request.getBody().utf8());
            return Optional.empty();
        });

        sync();

        assertThat(asked).anyMatch(body -> body.contains("prompt = 'greeting/1'"));
        assertThat(asked).noneMatch(body -> body.contains("prompt = 'greeting/1' AND timestamp_ms >= 0 "));
    }

    @Test
    void linksThatAReconcilingSyncDidNotGetToAreReadByTheNextOne() throws IOException {
        addRun("run-old", 9_000);
        addRun("run-new", 100);
        sync();
        server.trace(OLD).linkedRuns.add("run-old");
        server.trace(OLD).linkedPrompts.add("greeting/1");
        server.failWith((request, number) -> request.getTarget().contains("/runs/search")
                ? Optional.of(FakeMlflow.error(401, "UNAUTHENTICATED", "who are you?"))
                : Optional.empty());
        assertThat(sync(reconciling()).stoppedBy()).isPresent();
        server.failWith((request, number) -> Optional.empty());

        sync();

        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void aClockThatRanAheadHidesNothing() throws IOException {
        now = NOW.plus(Duration.ofDays(400));
        server.addLike("t03", "tr-future", "2026-10-10T00:00:00Z");
        sync();
        now = NOW;
        server.addLike("t03", "tr-now", "2025-10-10T09:59:00Z");

        assertThat(sync().traces().added()).isEqualTo(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void spansOfAnotherServiceThatComeAfterTheRootAreRead() throws IOException {
        var late = server.addLike("t01", "tr-otel", "2025-10-10T09:59:00Z");
        ((ObjectNode) late.info.path("trace_metadata")).remove("mlflow.trace.sizeStats");
        late.info.put("execution_duration", "1s");
        var all = late.spans;
        late.spans = all.subList(0, 1);
        sync();
        late.spans = all;

        sync();

        assertThat(all).hasSizeGreaterThan(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
        now = NOW.plus(Duration.ofHours(1));
        sync();
        server.takeRequests();
        sync();
        assertThat(server.takeRequests()).noneMatch(request -> request.contains("batchGet"));
    }

    /** Of one whose clock is wrong, no time tells when it has settled. */
    @Test
    void spansOfATraceFromTheFutureAreReadUntilNothingComesAnyMore() throws IOException {
        var ahead = server.addLike("t01", "tr-ahead", "2026-05-01T00:00:00Z");
        ((ObjectNode) ahead.info.path("trace_metadata")).remove("mlflow.trace.sizeStats");
        var all = ahead.spans;
        ahead.spans = all.subList(0, 1);
        sync();
        ahead.spans = all;

        sync();

        assertThat(index()).isEqualTo(everythingOnTheServer());
        sync();
        server.takeRequests();
        sync();
        assertThat(server.takeRequests()).noneMatch(request -> request.contains("batchGet"));
    }

    /** As when a collector sends what it could not send for hours: in two parts, and a sync falls between. */
    @Test
    void spansOfATraceThatIsSentLongAfterItEndedAreRead() throws IOException {
        sync();
        now = NOW.plus(Duration.ofHours(5));
        var late = server.addLike("t01", "tr-backlog", "2025-10-10T09:59:00Z");
        ((ObjectNode) late.info.path("trace_metadata")).remove("mlflow.trace.sizeStats");
        late.info.put("execution_duration", "1s");
        var all = late.spans;
        late.spans = all.subList(0, 1);
        sync(reconciling());
        late.spans = all;

        sync();

        assertThat(all).hasSizeGreaterThan(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
        server.takeRequests();
        sync();
        sync();
        assertThat(server.takeRequests())
                .filteredOn(request -> request.contains("batchGet"))
                .hasSize(1);
    }

    @Test
    void aDataFileThatComesAfterItsInfoIsRead() throws IOException {
        var late = server.addLike("t03", "tr-file", "2025-10-10T09:59:00Z");
        ((ObjectNode) late.info.path("tags")).remove("mlflow.trace.spansLocation");
        late.info.put("execution_duration", "1s");
        var all = late.spans;
        late.spans = List.of();
        sync();
        late.spans = all;

        sync();

        assertThat(all).isNotEmpty();
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void aTraceThatMovesToAnotherExperimentIsNotTakenForDeleted() throws IOException {
        sync();
        var model = index().values().stream()
                .filter(trace -> trace.trace().info().experimentId().equals("2"))
                .findFirst()
                .orElseThrow();
        server.addLike(server.trace(model.id()), "tr-moves", "2025-10-10T09:59:00Z")
                .info
                .put("state", "IN_PROGRESS");
        sync();
        server.remove("tr-moves");
        server.addLike("t03", "tr-moves", "2025-10-10T09:59:00Z");
        sync(SyncRequest.of(List.of("1"), List.of()));

        assertThat(sync(SyncRequest.of(List.of("2"), List.of())).lateTruth().deleted())
                .isZero();
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void twoServersAndWorkspacesLieSideBySide() throws IOException {
        sync();
        try (var other = FakeMlflow.empty()) {
            other.addLike(server.trace(OLD), "tr-other", "2025-10-09T11:00:00Z");
            sync(other, "");
            sync(other, "team");
            var sources = index("tr-other");
            assertThat(sources.provenance().source()).contains(other.address() + "#team");
            server.remove(OLD);
            other.remove("tr-other");
            sync(reconciling());

            assertThat(index("tr-other").provenance().deletedMs())
                    .as("another server's trace")
                    .isEmpty();
            assertThat(held(OLD).provenance().deletedMs()).isPresent();
        }
    }

    private IndexedTrace index(String id) throws IOException {
        try (var writer = dev.trawl.indexer.TraceIndexWriter.open(folder.resolve("index"))) {
            return writer.held(id).orElseThrow();
        }
    }

    /** A run of fifty seconds that began so many seconds ago. */
    private void addRun(String id, long secondsAgo) {
        var begin = NOW.minusSeconds(secondsAgo);
        server.addRun(id, "1", begin.toEpochMilli(), begin.plusSeconds(50).toEpochMilli());
    }
}
