package dev.trawl.mlflow;

import dev.trawl.mlflow.MlflowException.Kind;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The sentences for everything that can go wrong between here and a server. */
final class Complaints {
    /** mlflow/store/tracking/sqlalchemy_store.py:7512, 3.17.2; fails a whole batch for one trace, and never passes. */
    private static final String SPANS_NOT_STORED = "Trace data not stored in tracking store";

    /** What MLflow's own client retries (mlflow/utils/request_utils.py, 3.17.2). */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private static final Pattern TITLE =
            Pattern.compile("<title>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final long LONGEST_ERROR_BODY = 64 * 1024;
    private static final int LONGEST_MESSAGE = 500;

    private final MlflowConnection connection;

    Complaints(MlflowConnection connection) {
        this.connection = connection;
    }

    /** The connection could not be made or broke. */
    MlflowException broken(IOException cause) {
        var server = connection.address();
        var sentence = switch (cause) {
            case ConnectException e ->
                "Nothing answers at " + server + ". Is the server running, and is the address right?";
            case UnknownHostException e -> "The host of " + server + " is not known. Is the address right?";
            case SocketTimeoutException e -> server + " does not answer in time. It may be overloaded; try later.";
            case SSLException e -> "No secure connection to " + server + " can be made: " + e.getMessage() + ".";
            default -> "The connection to " + server + " broke: " + cause.getMessage() + ".";
        };
        return new MlflowException(Kind.UNREACHABLE, sentence, true, Optional.empty());
    }

    String malformed(HttpUrl url, @Nullable String reason) {
        return connection.address() + " gave an answer to " + url.encodedPath() + " that cannot be read: "
                + abbreviated(reason == null ? "" : reason) + ".";
    }

    /** The server is at another place, where it was not asked, or a page to log in stands before it. */
    MlflowException sentElsewhere(HttpUrl place) {
        var bare = place.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build();
        return new MlflowException(
                Kind.BAD_ADDRESS,
                connection.address() + " redirects to " + bare
                        + ". Give the address at which the server itself answers.");
    }

    /** The server answered with something other than success. */
    MlflowException about(Response response) {
        int status = response.code();
        var reason = reason(response);
        return switch (status) {
            case 401 -> new MlflowException(Kind.UNAUTHORISED, unauthorised());
            case 403 -> new MlflowException(Kind.FORBIDDEN, forbidden(reason));
            case 404 -> new MlflowException(Kind.NOT_FOUND, connection.address() + " says: " + reason);
            default -> {
                if (status == 500 && reason.contains(SPANS_NOT_STORED)) {
                    yield new MlflowException(Kind.SPANS_NOT_STORED, connection.address() + " says: " + reason);
                }
                if (PASSING.contains(status)) {
                    yield new MlflowException(
                            Kind.SERVER_ERROR,
                            connection.address() + " failed to answer (" + status + "): " + reason,
                            true,
                            retryAfter(response));
                }
                yield status >= 500
                        ? new MlflowException(
                                Kind.SERVER_ERROR,
                                connection.address() + " failed to answer (" + status + "): " + reason)
                        : new MlflowException(
                                Kind.REFUSED, connection.address() + " refused (" + status + "): " + reason);
            }
        };
    }

    private String unauthorised() {
        var server = connection.address();
        return switch (connection.credentials()) {
            case Credentials.None none ->
                server + " wants to know who asks (401). Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, "
                        + "or MLFLOW_TRACKING_TOKEN.";
            case Credentials.Basic basic ->
                server + " does not accept the password of user " + basic.user() + " (401).";
            case Credentials.Token token -> server + " does not accept the token (401).";
        };
    }

    private String forbidden(String reason) {
        return reason.startsWith("Invalid Host header")
                ? connection.address() + " does not serve that host name (403). Use another name of the server, or "
                        + "start it with --allowed-hosts."
                : connection.address() + " forbids it (403): " + reason;
    }

    /** MLflow's message, or the beginning of whatever else came. */
    private static String reason(Response response) {
        try {
            var body = response.peekBody(LONGEST_ERROR_BODY).string();
            var message = PythonJson.parseOrText(body).path("message");
            return abbreviated(message.isString() ? message.stringValue() : words(body));
        } catch (IOException broken) {
            return "no reason given";
        }
    }

    /** A line of text; of the page with which a gateway answers, its title. */
    private static String words(String body) {
        var title = TITLE.matcher(body);
        return (title.find() ? title.group(1) : body).strip().replaceAll("\\s+", " ");
    }

    private static String abbreviated(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** RFC 9110: seconds or a date. */
    private static Optional<Duration> retryAfter(Response response) {
        var text = response.header("Retry-After");
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
        } catch (NumberFormatException notSeconds) {
            return dateFromNow(text);
        }
    }

    private static Optional<Duration> dateFromNow(String text) {
        try {
            var until = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(Instant.now(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
