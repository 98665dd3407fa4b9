package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.RecordedTraffic;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncTest extends SyncedServer {
    @Test
    void firstSyncReadsEveryTraceAndItsLinksToRuns() throws IOException {
        var report = sync();

        assertThat(report.traces()).isEqualTo(new TraceCounts(30, 0, 0, 0, 3));
        assertThat(report.lateTruth()).isEqualTo(new LateTruth(0, 0, 0, 1, 0));
        assertThat(report.complete()).isTrue();
        assertThat(report.bytes()).isGreaterThan(100_000);
        assertThat(index()).isEqualTo(everythingOnTheServer());
        assertThat(held(RecordedTraffic.id("t09")).provenance().linkedRuns()).containsExactly(RecordedTraffic.runId());
        assertThat(held(RecordedTraffic.id("t08")).provenance().linkedRuns()).isEmpty();
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
    void anExperimentOfWhichAPageHoldsEverythingIsListedByOneQuestion() throws IOException {
        server.addLike("t03", "tr-later", "2025-10-10T09:59:00Z");
        sync(SyncRequest.of(List.of("1"), List.of()));
        assertThat(searches()).as("one, and one about its run").isEqualTo(2);
        server.addLike("t03", "tr-latest", "2025-10-10T09:59:30Z");

        assertThat(sync(SyncRequest.of(List.of("1"), List.of())).traces().added())
                .isEqualTo(1);
        assertThat(searches())
                .as("one, one about its run, and one about those that were unfinished")
                .isEqualTo(3);
    }

    @Test
    void thePageThatDoesNotHoldEverythingIsNotAskedForAgain() throws IOException {
        for (int i = 0; i < 600; i++) {
            server.addLike("t03", "tr-later-" + i, "2025-10-10T09:00:00.%03dZ".formatted(i));
        }

        assertThat(sync(SyncRequest.of(List.of("1"), List.of())).traces().added())
                .isEqualTo(629);
        assertThat(searches())
                .as("the first page, the newest trace, the rest, and one about the run")
                .isEqualTo(4);
    }

    private long searches() {
        return server.takeRequests().stream()
                .filter(request -> request.endsWith("/traces/search"))
                .count();
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
    void oneExperimentThatIsNotThereDoesNotStopTheOthersThatWereNamed() throws IOException {
        var report = sync(SyncRequest.of(List.of("77", "2"), List.of("corpsu-main")));

        assertThat(report.traces().added()).isEqualTo(1);
        assertThat(report.failures())
                .containsExactly(
                        new SyncFailure("experiment 77", server.address() + " says: No Experiment with id=77 exists"),
                        new SyncFailure(
                                "experiment 'corpsu-main'",
                                server.address() + " says: Could not find experiment with name 'corpsu-main';"
                                        + " did you mean 'corpus-main'?"));
    }

    @Test
    void ofAnUnknownNameTheOneThatWasMeantIsTold() {
        assertThatThrownBy(() -> sync(SyncRequest.of(List.of(), List.of("corpsu-main"))))
                .isInstanceOf(MlflowException.class)
                .hasMessage(server.address()
                        + " says: Could not find experiment with name 'corpsu-main'; did you mean 'corpus-main'?");
        assertThatThrownBy(() -> sync(SyncRequest.of(List.of(), List.of("quite another"))))
                .hasMessage(server.address() + " says: Could not find experiment with name 'quite another'");
    }

    @Test
    void aServerThatGivesLessThanItIsAskedForIsAskedForTheRest() throws IOException {
        for (int i = 0; i < 60; i++) {
            server.addLike("t03", "tr-same-" + i, "2025-10-09T09:00:00.123Z");
            server.addLike("t03", "tr-later-" + i, "2025-10-09T09:00:00." + (200 + i) + "Z");
        }
        server.givePagesOf(7);

        assertThat(sync().traces().added()).isEqualTo(150);
        assertThat(index().keySet()).isEqualTo(everythingOnTheServer().keySet());
    }

    @Test
    void openTracesThatDoNotFitIntoOneAnswerAreNotTakenForDeleted() throws IOException {
        for (int i = 0; i < 5; i++) {
            server.addLike("t03", "tr-open-" + i, "2025-10-09T09:00:00Z").info.put("state", "IN_PROGRESS");
        }
        server.addLike("t03", "tr-later", "2025-10-10T09:00:00Z");
        sync();
        server.givePagesOf(2);

        assertThat(sync().lateTruth().deleted()).isZero();
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void moreTracesThanAPageInOneMillisecondAreAllRead() throws IOException {
        for (int i = 0; i < 1_100; i++) {
            server.addLike("t03", "tr-same-" + i, "2025-10-09T09:00:00.123Z");
        }
        for (int i = 0; i < 300; i++) {
            server.addLike("t03", "tr-later-" + i, "2025-10-09T09:00:00." + (200 + i) + "Z");
        }

        assertThat(sync().traces().added()).isEqualTo(1_430);
        assertThat(index().keySet()).isEqualTo(everythingOnTheServer().keySet());
    }

    @Test
    void aHistoryWithHolesOfYearsTakesFewRequests() throws IOException {
        for (int year = 1975; year < 2025; year += 10) {
            for (int i = 0; i < 150; i++) {
                server.addLike("t03", "tr-" + year + "-" + i, year + "-01-01T00:00:%02d.%03dZ".formatted(i / 50, i));
            }
        }

        assertThat(sync().traces().added()).isEqualTo(780);
        assertThat(server.takeRequests().stream().filter(request -> request.endsWith("/traces/search")))
                .hasSizeLessThan(40);
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
        // As MLflow's client ends it; without spans and their number more might come.
        var spans = server.trace(RecordedTraffic.id("t03")).spans;
        server.trace(RecordedTraffic.id("t10")).spans = spans;
        open.withObject("trace_metadata").put("mlflow.trace.sizeStats", "{\"num_spans\": %d}".formatted(spans.size()));

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

        assertThat(index().values())
                .extracting(IndexedTrace::trace)
                .isEqualTo(before.values().stream().map(IndexedTrace::trace).toList());
    }

    @Test
    void spansThatTheServerHasArchivedAwayStayInTheIndex() throws IOException {
        sync();
        var spans = held(RecordedTraffic.id("t01")).trace().spans();
        var stored = server.trace(RecordedTraffic.id("t01"));
        stored.spans = List.of();
        stored.tag("reviewed", "yes");

        assertThat(sync().traces().updated()).isEqualTo(1);
        var trace = held(RecordedTraffic.id("t01")).trace();
        assertThat(trace.spans()).isEqualTo(spans).isNotEmpty();
        assertThat(trace.info().tags()).containsEntry("reviewed", "yes");
    }

    @Test
    void spansInTheArtifactStoreAreReadFromTheDataFile() throws IOException {
        server.trace(RecordedTraffic.id("t01")).tag("mlflow.trace.spansLocation", "ARTIFACT_REPO");

        assertThat(sync().traces().withoutSpans()).isEqualTo(3);
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void aTraceThatSaysItsSpansAreStoredButHasNoneSpoilsNoBatch() throws IOException {
        server.trace(RecordedTraffic.id("t18")).tag("mlflow.trace.spansLocation", "ARCHIVE_REPO");

        assertThat(sync().traces()).isEqualTo(new TraceCounts(30, 0, 0, 0, 3));
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }
}
