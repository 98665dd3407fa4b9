package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One call at a time: the next one is not made before the last one counts as answered. */
class HttpCallsTest {
    private static final ClientLimits ONE_AT_A_TIME = new ClientLimits(
            new Retries(1, Duration.ofSeconds(1), Duration.ofMinutes(1)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1);

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Timeout(20)
    void anAnswerIsReadWhileTheServerHasTheNextQuestion() throws IOException {
        server.enqueue(new MockResponse.Builder().body("of known length").build());
        server.enqueue(new MockResponse.Builder().chunkedBody("in chunks", 3).build());
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(compressed("compressed"))
                .build());
        server.enqueue(new MockResponse.Builder().body("the last").build());

        try (var calls =
                new HttpCalls(MlflowConnection.to(server.url("/").toString()), ONE_AT_A_TIME, duration -> {})) {
            assertThat(conversation(calls, 4)).isEqualTo("of known length, in chunks, compressed, the last");
        }
    }

    /** What the server answers to so many questions, each of which is asked while the answer before it is read. */
    private String conversation(HttpCalls calls, int questions) throws IOException {
        return calls.get(server.url("/"), body -> {
            var next = questions == 1 ? "" : ", " + conversation(calls, questions - 1);
            return new String(body.readAllBytes(), StandardCharsets.UTF_8) + next;
        });
    }

    private static Buffer compressed(String text) throws IOException {
        var buffer = new Buffer();
        try (var gzip = new GZIPOutputStream(buffer.outputStream())) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return buffer;
    }
}
