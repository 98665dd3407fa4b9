package dev.trawl.mlflow;

import dev.trawl.mlflow.AdaptiveLimit.Turn;
import dev.trawl.mlflow.MlflowException.Kind;
import dev.trawl.trace.MalformedTraceException;
import dev.trawl.trace.PythonJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;

/** Calls a server, again where that may help, and turns every failure into one {@link MlflowException}. */
final class HttpCalls implements AutoCloseable {
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    /** Bytes of a body that is received before it is parsed: more than nearly all batches of spans have. */
    private static final int LARGEST_WHOLE_BODY = 16 << 20;

    /** Bytes of a body after decompression; what is made of it takes several times the memory. The same goes for imports. */
    private static final long LARGEST_BODY =
            Math.min(1L << 29, Runtime.getRuntime().maxMemory() / 8);

    private static final MediaType JSON = MediaType.get("application/json");

    /** Waits between two calls. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;

        /** Ends the wait of all who sleep. */
        default void wake() {}
    }

    private final OkHttpClient http;
    private final ReceivedBytes received = new ReceivedBytes();
    private final Complaints complaints;

    /** Whether the server is told who asks. */
    private final boolean identified;

    private final Retries retries;
    private final Pause pause;
    private final RandomGenerator random = new Random();
    private final AdaptiveLimit limit;
    private volatile boolean stopped;

    HttpCalls(MlflowConnection connection, ClientLimits limits, Pause pause) throws MlflowException {
        var builder = new OkHttpClient.Builder();
        SecureConnections.configure(builder, connection.tls());
        connection.proxy().ifPresentOrElse(proxy -> through(proxy, builder), () -> builder.proxy(Proxy.NO_PROXY));
        this.http = builder.connectTimeout(limits.connectTimeout())
                .readTimeout(limits.readTimeout())
                .writeTimeout(limits.readTimeout())
                .connectionPool(new ConnectionPool())
                .addInterceptor(new IdentifyingHeaders(connection))
                .addNetworkInterceptor(received)
                .build();
        this.complaints = new Complaints(connection);
        this.identified = !(connection.credentials() instanceof Credentials.None);
        this.retries = limits.retries();
        this.pause = pause;
        this.limit = new AdaptiveLimit(limits.concurrency(), System::nanoTime);
    }

    private static void through(HttpProxy proxy, OkHttpClient.Builder builder) {
        builder.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())));
        if (proxy.credentials() instanceof Credentials.Basic basic) {
            var secret = okhttp3.Credentials.basic(basic.user(), basic.password(), StandardCharsets.UTF_8);
            builder.proxyAuthenticator((route, response) -> response.request().header(PROXY_AUTHORIZATION) != null
                    ? null // refused already; OkHttp wants null for giving up
                    : response.request()
                            .newBuilder()
                            .header(PROXY_AUTHORIZATION, secret)
                            .build());
        }
    }

    <T> T get(HttpUrl url, AnswerReader<T> reader) throws IOException {
        return call(new Request.Builder().url(url).build(), reader, retries);
    }

    /** As {@link #get}; empty where the server answers that there is no such thing. */
    <T> Optional<T> find(HttpUrl url, AnswerReader<T> reader) throws IOException {
        try {
            return Optional.of(get(url, reader));
        } catch (MlflowException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** One second chance only: who has just typed an address wants to know soon that nobody is there. */
    <T> T getHastily(HttpUrl url, AnswerReader<T> reader) throws IOException {
        return call(new Request.Builder().url(url).build(), reader, retries.atMost(2));
    }

    <T> T post(HttpUrl url, JsonNode body, AnswerReader<T> reader) throws IOException {
        var json = RequestBody.create(PythonJson.ascii(body), JSON);
        return call(new Request.Builder().url(url).post(json).build(), reader, retries);
    }

    /** Ends all calls, those under way and those to come, with {@link Kind#STOPPED}. */
    void stop() {
        stopped = true;
        pause.wake();
        http.dispatcher().cancelAll();
    }

    /** Bytes of all answers so far, as they came over the wire. */
    long bytesReceived() {
        return received.sum();
    }

    private <T> T call(Request request, AnswerReader<T> reader, Retries patience) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return limited(request, reader);
            } catch (MlflowException failure) {
                if (!failure.passing() || attempt >= patience.attempts()) {
                    throw failure;
                }
                var wait = failure.retryAfter().orElse(patience.pauseAfter(attempt, random));
                sleep(patience.atLongest(wait));
            }
        }
    }

    private <T> T limited(Request request, AnswerReader<T> reader) throws IOException {
        var turn = turn();
        try {
            return callOnce(request, reader, turn);
        } catch (MlflowException failure) {
            if (failure.passing()) {
                turn.overloaded();
            }
            throw failure;
        } finally {
            turn.answered();
        }
    }

    private Turn turn() throws IOException {
        try {
            return limit.turn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private <T> T callOnce(Request request, AnswerReader<T> reader, Turn turn) throws IOException {
        if (stopped) {
            throw stopped();
        }
        try (var response = http.newCall(request).execute()) {
            if (isSentElsewhere(request, response)) {
                throw complaints.sentElsewhere(response.request().url());
            }
            if (!response.isSuccessful()) {
                throw complaints.about(response);
            }
            var body = new BoundedStream(response.body().byteStream(), LARGEST_BODY);
            var beginning = body.readNBytes(LARGEST_WHOLE_BODY);
            if (beginning.length < LARGEST_WHOLE_BODY) {
                turn.answered(); // the server need not wait until it is parsed
                return reader.read(new ByteArrayInputStream(beginning));
            }
            return reader.read(new SequenceInputStream(new ByteArrayInputStream(beginning), body));
        } catch (JacksonIOException e) {
            throw stopped
                    ? stopped()
                    : complaints.broken(Objects.requireNonNullElseGet(e.getCause(), () -> new IOException(e)));
        } catch (JacksonException e) {
            throw new MlflowException(
                    Kind.MALFORMED,
                    complaints.malformed(request.url(), e.getOriginalMessage()),
                    true,
                    Optional.empty());
        } catch (MalformedTraceException e) {
            throw new MlflowException(Kind.MALFORMED, complaints.malformed(request.url(), e.getMessage()));
        } catch (MlflowException e) {
            throw e;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            throw stopped ? stopped() : complaints.broken(e);
        }
    }

    /** Whether a redirect came to another question: one without its body, or without who asks. */
    private boolean isSentElsewhere(Request asked, Response response) {
        var answered = response.request();
        return response.priorResponse() != null
                && (!answered.method().equals(asked.method())
                        || (identified && answered.header(IdentifyingHeaders.AUTHORIZATION) == null));
    }

    private static MlflowException stopped() {
        return new MlflowException(Kind.STOPPED, "Told to stop.");
    }

    private void sleep(Duration duration) throws InterruptedIOException {
        try {
            pause.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        return new InterruptedIOException("interrupted while asking the server");
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }
}
