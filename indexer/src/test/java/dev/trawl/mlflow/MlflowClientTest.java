package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.mlflow.MlflowException.Kind;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlflowClientTest {
    private static final Retries THREE_TIMES = new Retries(3, Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final MockWebServer server = new MockWebServer();
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | UNAUTHORISED | SERVER wants to know who asks (401). Set MLFLOW_TRACKING_USERNAME and "
                        + "MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.",
                "403 | FORBIDDEN    | SERVER forbids it (403): the reason",
                "404 | NOT_FOUND    | SERVER says: the reason",
                "400 | REFUSED      | SERVER refused (400): the reason",
                "429 | SERVER_ERROR | SERVER failed to answer (429): the reason",
                "501 | SERVER_ERROR | SERVER failed to answer (501): the reason",
                "503 | SERVER_ERROR | SERVER failed to answer (503): the reason",
            })
    void everyFailureIsOneSentence(int status, Kind kind, String sentence) throws IOException {
        for (int i = 0; i < 3; i++) {
            server.enqueue(FakeMlflow.error(status, "CODE", "the reason"));
        }

        assertThatThrownBy(client()::experiments)
                .isInstanceOfSatisfying(
                        MlflowException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(sentence.replace("SERVER", address()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><head><TITLE>502 Bad~ Gateway </TITLE></head><body><h1>Oh</h1> | 502 Bad Gateway",
                "upstream connect error~or disconnect | upstream connect error or disconnect",
                "<html><body>gone</body> | <html><body>gone</body>",
            })
    void ofThePageOfAGatewayTheTitleIsTold(String page, String reason) throws IOException {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(502)
                    .body(page.replace("~", "\r\n"))
                    .build());
        }

        assertThatThrownBy(client()::experiments).hasMessage(address() + " failed to answer (502): " + reason);
    }

    @Test
    void aRedirectThatDropsTheQuestionNamesThePlace() throws IOException {
        server.enqueue(redirect(302, address() + "/login?state=secret"));
        server.enqueue(new MockResponse.Builder().body("<title>Log in</title>").build());

        assertThatThrownBy(client()::experiments)
                .isInstanceOfSatisfying(
                        MlflowException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_ADDRESS))
                .hasMessage(address() + " redirects to " + address()
                        + "/login. Give the address at which the server itself answers.");
    }

    @Test
    void aRedirectThatDropsTheCredentialsNamesThePlace() throws IOException {
        var elsewhere = address().replace("127.0.0.1", "localhost");
        server.enqueue(redirect(308, elsewhere + "/version"));
        server.enqueue(new MockResponse.Builder().body("3.17.2").build());
        var connection = MlflowConnection.to(address().replace("//", "//ann:secret@"));

        assertThatThrownBy(client(connection)::version)
                .hasMessage(address() + " redirects to " + elsewhere
                        + "/version. Give the address at which the server itself answers.");
    }

    @Test
    void aRedirectThatKeepsTheQuestionIsFollowed() throws IOException {
        server.enqueue(redirect(308, address() + "/there"));
        server.enqueue(recorded("search-page-1"));

        assertThat(client().search(page(Optional.empty())).traces()).isNotEmpty();
    }

    @Test
    void aPageThatNamesItselfAsTheNextOneIsRefused() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"traces\": [], \"next_page_token\": \"same\"}")
                .build());

        assertThatThrownBy(() -> client().search(page(Optional.of("same"))))
                .hasMessage(address() + " gave an answer to /api/3.0/mlflow/traces/search that cannot be read: "
                        + "the page names itself as the next one.");
    }

    private static TraceQuery page(Optional<String> token) {
        return new TraceQuery(List.of("1"), "", List.of("timestamp_ms ASC"), 13, token);
    }

    private static MockResponse redirect(int status, String place) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Location", place)
                .build();
    }

    @Test
    void nobodyAnsweringIsToldAfterOneMoreAttempt() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var address = "http://127.0.0.1:" + port;

        assertThatThrownBy(client(MlflowConnection.to(address))::version)
                .hasMessage("Nothing answers at " + address + ". Is the server running, and is the address right?");
        assertThat(pauses).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "200 | 3.17.2            | 3.17.2 | -",
                "200 | 3.20.0.dev0       | 3.20.0.dev0 | -",
                "200 | 2.22.1            | - | SERVER runs MLflow 2.22.1. Traces can be read from MLflow 3.0 on; upgrade the server.",
                "200 | <html>hello       | - | SERVER answers, but not as an MLflow server does. Is the address right, "
                        + "with the port and any path in front of /api?",
                "404 | <html>not here    | - | SERVER answers, but not as an MLflow server does. Is the address right, "
                        + "with the port and any path in front of /api?",
            })
    void theVersionTellsWhetherItIsAServerThatCanBeRead(
            int status, String body, @Nullable String version, @Nullable String sentence) throws IOException {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());

        if (sentence == null) {
            assertThat(client().version()).isEqualTo(version);
        } else {
            assertThatThrownBy(client()::version).hasMessage(sentence.replace("SERVER", address()));
        }
    }

    @Test
    void whatMayPassIsTriedAgainAfterGrowingPauses() throws IOException {
        server.enqueue(FakeMlflow.error(503, "TEMPORARILY_UNAVAILABLE", "busy"));
        server.enqueue(new MockResponse.Builder()
                .body("{\"traces\": [")
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        server.enqueue(recorded("batch-get-good-0"));

        assertThat(client().traces(List.of("any"))).hasSize(10);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void anAnswerCutOffInTheMiddleIsAskedForAgain() throws IOException {
        var whole =
                RecordedTraffic.exchange("batch-get-good-0").path("response").stringValue();
        server.enqueue(
                new MockResponse.Builder().body(whole.substring(0, 5_000)).build());
        server.enqueue(recorded("batch-get-good-0"));

        assertThat(client().traces(List.of("any"))).hasSize(10);
    }

    @Test
    void theServersWishToWaitIsHonouredWithinReason() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "7")
                .build());
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "86400")
                .build());
        server.enqueue(recorded("experiments-search"));

        assertThat(client().experiments()).extracting(Experiment::name).contains("corpus-main", "corpus-other");
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofMinutes(1));
    }

    @Test
    void spansThatAreNotStoredAreNotAskedForAgain() {
        server.enqueue(recorded("batch-get-0"));

        assertThatThrownBy(() -> client().traces(List.of("any")))
                .isInstanceOfSatisfying(
                        MlflowException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SPANS_NOT_STORED));
        assertThat(pauses).isEmpty();
    }

    @Test
    void recordedAnswersAreRead() throws IOException {
        server.enqueue(recorded("search-page-0"));
        server.enqueue(recorded("get-t01"));
        server.enqueue(recorded("artifact-t01"));
        server.enqueue(recorded("artifact-t10"));
        server.enqueue(recorded("get-unknown"));
        server.enqueue(recorded("experiments-get-by-name"));
        var client = client();
        var query = new TraceQuery(List.of("1", "2"), "", List.of("timestamp_ms ASC"), 13, Optional.empty());

        var page = client.search(query);
        assertThat(page.traces()).extracting(TraceInfo::traceId).hasSize(13).startsWith(RecordedTraffic.id("t01"));
        assertThat(page.nextPageToken()).contains("eyJvZmZzZXQiOiAxM30=");
        var trace = client.trace(RecordedTraffic.id("t01"));
        assertThat(trace).map(Trace::id).contains(RecordedTraffic.id("t01"));
        assertThat(client.dataFile(RecordedTraffic.id("t01")))
                .contains(trace.orElseThrow().spans());
        assertThat(client.dataFile(RecordedTraffic.id("t10"))).isEmpty();
        assertThat(client.trace("tr-nope")).isEmpty();
        assertThat(client.experimentNamed("corpus-main"))
                .isEqualTo(new Experiment("1", "corpus-main", Optional.of(1_795_369_433_324L)));
    }

    @Test
    void theSearchAsksAsMlflowsClientDoes() throws Exception {
        server.enqueue(recorded("search-page-1"));

        client().search(new TraceQuery(
                List.of("1"), "name = 'ä'", List.of("timestamp_ms ASC"), 13, Optional.of("token")));

        var request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /api/3.0/mlflow/traces/search HTTP/1.1");
        assertThat(Objects.requireNonNull(request.getBody()).utf8())
                .isEqualTo("{\"locations\": [{\"type\": \"MLFLOW_EXPERIMENT\", \"mlflow_experiment\": "
                        + "{\"experiment_id\": \"1\"}}], \"filter\": \"name = '\\u00e4'\", \"max_results\": 13, "
                        + "\"order_by\": [\"timestamp_ms ASC\"], \"page_token\": \"token\"}");
    }

    @Test
    void bytesAreCountedAsTheyComeOverTheWire() throws IOException {
        var whole =
                RecordedTraffic.exchange("batch-get-good-0").path("response").stringValue();
        var compressed = new Buffer();
        try (var gzip = new GZIPOutputStream(compressed.outputStream())) {
            gzip.write(whole.getBytes(StandardCharsets.UTF_8));
        }
        long size = compressed.size();
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(compressed)
                .build());
        var client = client();

        assertThat(client.traces(List.of("any"))).hasSize(10);
        assertThat(client.bytesReceived()).isEqualTo(size);
    }

    @Test
    void anAnswerLargerThanThereIsMemoryForIsRefused() throws IOException {
        var compressed = new Buffer();
        try (var gzip = new GZIPOutputStream(compressed.outputStream())) {
            gzip.write("{\"traces\": [".getBytes(StandardCharsets.UTF_8));
            var blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (long mebibytes = Runtime.getRuntime().maxMemory() >> 23; mebibytes >= 0; mebibytes--) {
                gzip.write(blanks);
            }
            gzip.write("]}".getBytes(StandardCharsets.UTF_8));
        }
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(compressed)
                .build());

        assertThatThrownBy(() -> client().traces(List.of("any")))
                .hasMessageEndingWith("more than fit into the memory that trawl may use.");
    }

    private static MockResponse recorded(String name) {
        var exchange = RecordedTraffic.exchange(name);
        return new MockResponse.Builder()
                .code(exchange.path("status").intValue())
                .body(exchange.path("response").stringValue())
                .build();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    private MlflowClient client() throws MlflowException {
        return client(MlflowConnection.to(address()));
    }

    private MlflowClient client(MlflowConnection connection) throws MlflowException {
        var limits = new ClientLimits(THREE_TIMES, Duration.ofSeconds(5), Duration.ofSeconds(5), 1);
        return new MlflowClient(connection, limits, pauses::add);
    }
}
