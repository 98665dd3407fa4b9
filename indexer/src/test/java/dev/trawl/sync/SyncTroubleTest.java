package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.mlflow.FakeMlflow;
import dev.trawl.mlflow.ImpatientClient;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.RecordedTraffic;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Servers, connections and traces that fail. */
class SyncTroubleTest extends SyncedServer {
    /** Of the recorded traces one experiment has more and one fewer. */
    private static final int PAGE = 20;

    /** What may go wrong with any request. */
    enum Fault {
        BUSY,
        TOO_MANY_REQUESTS,
        CONNECTION_CLOSED,
        ANSWER_CUT_OFF,
        PAGE_OF_A_PROXY,
        NO_JSON,
        CONNECTION_LOST_IN_THE_ANSWER,
        /** Asking again does not help, another token at the next sync does. */
        TOKEN_REFUSED;

        MockResponse instead(MockResponse right) {
            return switch (this) {
                case BUSY -> new MockResponse.Builder().code(503).build();
                case TOKEN_REFUSED -> new MockResponse.Builder().code(401).build();
                case TOO_MANY_REQUESTS ->
                    new MockResponse.Builder()
                            .code(429)
                            .addHeader("Retry-After", "1")
                            .build();
                case CONNECTION_CLOSED ->
                    new MockResponse.Builder()
                            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                            .build();
                case PAGE_OF_A_PROXY ->
                    new MockResponse.Builder()
                            .body("<html>please log in</html>")
                            .build();
                case NO_JSON ->
                    new MockResponse.Builder().body("{\"traces\": [}").build();
                case ANSWER_CUT_OFF ->
                    new MockResponse.Builder().body(half(right)).build();
                case CONNECTION_LOST_IN_THE_ANSWER ->
                    right.newBuilder()
                            .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                            .build();
            };
        }

        private static String half(MockResponse right) {
            var body = new Buffer();
            try {
                if (right.getBody() != null) {
                    right.getBody().writeTo(body);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            var text = body.readUtf8();
            return text.substring(0, text.length() / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOKEN_REFUSED")
    void aFaultAtTheFirstTryOfEveryRequestChangesNothing(Fault fault) throws IOException {
        server.givePagesOf(PAGE);
        Set<String> tried = new HashSet<>();
        server.failWith((request, number) -> tried.add(request.getTarget() + request.getBody())
                        && !request.getTarget().equals("/version")
                ? Optional.of(fault.instead(server.answer(request)))
                : Optional.empty());

        var report = sync();

        assertThat(report.failures()).isEmpty();
        assertThat(report.stoppedBy()).isEmpty();
        assertThat(report.lateTruth().linkedRuns()).isEqualTo(1);
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatLastsAtAnyRequestIsMadeGoodByTheNextSync(Fault fault) throws IOException {
        concurrency = 1;
        server.givePagesOf(PAGE);
        sync();
        int requests = server.takeRequests().size();
        assertThat(requests).isGreaterThan(15);
        for (int place = 2; place <= requests; place++) {
            var index = folder.resolve(fault + "-" + place);
            failFromThereOn(place, fault);
            try {
                sync(index, SyncRequest.everything(), SyncListener.NONE);
            } catch (MlflowException couldNotBegin) {
                assertThat(place).as("listing experiments").isLessThan(4);
            }
            server.failWith((request, number) -> Optional.empty());

            sync(index, reconciling(), SyncListener.NONE);

            assertThat(index(index)).as("%s at request %s", fault, place).isEqualTo(everythingOnTheServer());
        }
    }

    /** The request of that number fails whenever it is made again, and others do not. */
    private void failFromThereOn(int place, Fault fault) {
        server.takeRequests();
        Set<String> failing = new HashSet<>();
        server.failWith((request, number) -> {
            var asked = request.getTarget() + request.getBody();
            if (number == place) {
                failing.add(asked);
            }
            return failing.contains(asked) && !request.getTarget().equals("/version")
                    ? Optional.of(fault.instead(server.answer(request)))
                    : Optional.empty();
        });
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsAskedAgain() throws IOException {
        Set<String> tried = new HashSet<>();
        server.failWith((request, number) -> request.getTarget().contains("batchGet") && tried.add("first")
                ? Optional.of(new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build())
                : Optional.empty());

        assertThat(sync().complete()).isTrue();
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void aSyncThatIsToldToStopKeepsWhatItRead() throws IOException {
        for (int i = 0; i < 600; i++) {
            server.addLike("t03", "tr-many-%03d".formatted(i), "2025-10-09T12:%02d:%02dZ".formatted(i / 60, i % 60));
        }
        SyncReport report;
        try (var client = ImpatientClient.of(server);
                var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            report = new Sync(client, client.version(), writer, Clock.systemUTC())
                    .run(SyncRequest.everything(), progress -> {
                        if (progress.traces().added() > 200) {
                            client.stop();
                        }
                    });
        }

        assertThat(report.stoppedBy().orElseThrow().kind()).isEqualTo(MlflowException.Kind.STOPPED);
        assertThat(index()).hasSizeBetween(200, 629);
        sync();
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
    void spansThatTheServerFailsToGiveAreNotTakenForNone() throws IOException {
        var poisonous = RecordedTraffic.id("t05");
        server.failWith((request, number) -> {
            var target = request.getTarget();
            if (!target.contains(poisonous)) {
                return Optional.empty();
            }
            return Optional.of(
                    target.contains("get-trace-artifact")
                            ? FakeMlflow.error(404, "NOT_FOUND", "Trace data not found for path=traces.json")
                            : FakeMlflow.error(500, "INTERNAL_ERROR", "cannot serialise"));
        });

        assertThat(sync().failures())
                .containsExactly(new SyncFailure(
                        "trace " + poisonous, server.address() + " failed to answer (500): cannot serialise"));

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
    void aTimeThatNoNumberOfMillisecondsTellsIsReportedAndStopsNothing() throws IOException {
        server.trace(RecordedTraffic.id("t05")).info.put("request_time", "+999999999-12-31T23:59:59Z");

        var report = sync();

        assertThat(report.traces().added()).isEqualTo(29);
        assertThat(report.failures())
                .containsExactly(new SyncFailure(
                        "trace " + RecordedTraffic.id("t05"),
                        "trace " + RecordedTraffic.id("t05")
                                + ": request_time is too far from now: +999999999-12-31T23:59:59Z"));
    }

    @Test
    @Timeout(60)
    void aServerThatDoesNotKeepToTheTimeItIsAskedForIsNotAskedForEver() throws IOException {
        var first = server.trace(RecordedTraffic.id("t01")).info;
        var second = server.addLike("t01", "tr-second", "2025-10-09T23:00:00Z").info;
        var page = PythonJson.ascii(JsonNodeFactory.instance
                .objectNode()
                .put("next_page_token", "more")
                .set("traces", JsonNodeFactory.instance.arrayNode().add(first).add(second)));
        server.failWith((request, number) -> isSearchIn(request, "1")
                ? Optional.of(new MockResponse.Builder().body(page).build())
                : Optional.empty());

        assertThat(sync(SyncRequest.of(List.of("1"), List.of())).failures())
                .extracting(SyncFailure::reason)
                .contains(server.address() + " gives traces of another time than it is asked for.");
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
        assertThat(report.failures()).extracting(SyncFailure::subject).containsExactly("experiment 1 (corpus-main)");
    }

    /** As a server that knows its users answers for a trace that was deleted since it was listed. */
    @Test
    void aForbiddenTraceThatIsGoneStopsNothing() throws IOException {
        server.addLike("t03", "tr-gone", "2025-10-09T10:00:00Z");
        server.failWith((request, number) -> {
            if (!request.getTarget().contains("tr-gone")) {
                return Optional.empty();
            }
            server.remove("tr-gone");
            return Optional.of(FakeMlflow.error(403, "PERMISSION_DENIED", "Permission denied"));
        });

        var report = sync();

        assertThat(report.failures()).isEmpty();
        assertThat(index()).isEqualTo(everythingOnTheServer());
    }

    @Test
    void aForbiddenTraceThatIsThereEndsTheExperiment() throws IOException {
        server.failWith((request, number) -> request.getTarget().contains(RecordedTraffic.id("t03"))
                ? Optional.of(FakeMlflow.error(403, "PERMISSION_DENIED", "Permission denied"))
                : Optional.empty());

        assertThat(sync().failures()).extracting(SyncFailure::subject).containsExactly("experiment 1 (corpus-main)");
    }

    private static boolean isSearchIn(RecordedRequest request, String experimentId) {
        var body = request.getBody();
        return request.getTarget().endsWith("/traces/search")
                && body != null
                && body.utf8().contains("\"experiment_id\": \"" + experimentId + "\"");
    }

    @Test
    void aSyncThatDiedAtAnyMomentIsMadeGoodByTheNext() throws IOException {
        concurrency = 1;
        int heard = progressOfAnUndisturbedSync();
        assertThat(heard).isGreaterThan(10);
        for (int death = 1; death <= heard; death += 3) {
            var index = folder.resolve("death-" + death);
            int moment = death;
            var heardBefore = new int[1];
            assertThatThrownBy(() -> sync(index, SyncRequest.everything(), progress -> {
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
        sync(folder.resolve("undisturbed"), SyncRequest.everything(), progress -> heard[0]++);
        return heard[0];
    }
}
