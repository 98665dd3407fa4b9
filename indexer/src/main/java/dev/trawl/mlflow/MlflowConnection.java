package dev.trawl.mlflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Where an MLflow server is, and as whom to ask it.
 *
 * @param address {@code http://HOST[:PORT][/PREFIX]} or {@code https}, without credentials and without a slash at the
 *     end; names the server in messages and checkpoints
 * @param workspace sent as {@code X-MLFLOW-WORKSPACE}
 * @param proxy through which the server is asked
 * @param warnings sentences about what the environment asks for and is unsafe or cannot be had
 */
public record MlflowConnection(
        String address,
        Credentials credentials,
        Optional<String> workspace,
        TlsSettings tls,
        Optional<HttpProxy> proxy,
        List<String> warnings) {
    private static final String OFFLINE = "TRAWL_OFFLINE";

    public MlflowConnection {
        warnings = List.copyOf(warnings);
    }

    /** A server that lets everybody in. */
    public static MlflowConnection to(String trackingUri) throws MlflowException {
        return from(Optional.of(trackingUri), Map.of(), Path.of("/nonexistent"));
    }

    /**
     * The connection that MLflow's own client would make (mlflow/utils/credentials.py, mlflow/utils/rest_utils.py,
     * mlflow/environment_variables.py, 3.17.2): user and password, from the environment or the file, win over a token,
     * and all of them win over what stands in the address.
     *
     * <p>Every connection that trawl makes begins here.
     *
     * @param trackingUri empty to take {@code MLFLOW_TRACKING_URI}
     * @param environment the environment variables
     * @param home the user's home folder, for {@code .mlflow/credentials} in it
     * @throws MlflowException also if the environment {@link #isForbidden forbids} connections
     */
    public static MlflowConnection from(Optional<String> trackingUri, Map<String, String> environment, Path home)
            throws MlflowException {
        if (isForbidden(environment)) {
            throw new MlflowException(
                    MlflowException.Kind.OFFLINE,
                    "The network is not to be used: --offline was given or " + OFFLINE
                            + " is set. Searching needs none.");
        }
        var text = trackingUri
                .or(() -> Variables.value(environment, "MLFLOW_TRACKING_URI"))
                .orElseThrow(() -> badAddress(
                        "No MLflow server is named: give --tracking-uri http://HOST:PORT or set MLFLOW_TRACKING_URI."));
        var url = parsed(text.strip());
        var credentials =
                fromEnvironment(environment, home).or(() -> inAddress(url)).orElseGet(Credentials.None::new);
        var tls = TlsSettings.from(environment);
        return new MlflowConnection(
                address(url),
                credentials,
                headerText(environment, "MLFLOW_WORKSPACE"),
                tls,
                new ProxySettings(environment).proxy(url),
                warnings(url, credentials, tls, environment));
    }

    /** Whether the environment lets nothing be asked of any server ({@code TRAWL_OFFLINE}, unless it says no). */
    public static boolean isForbidden(Map<String, String> environment) {
        return Variables.value(environment, OFFLINE)
                .filter(value -> !value.strip().matches("(?i)0|false|no|off"))
                .isPresent();
    }

    /** Names the server and the workspace on it in the index and in messages. */
    public String source() {
        return workspace.map(name -> address + "#" + name).orElse(address);
    }

    /** Where the server answers for a path below its address. */
    HttpUrl url(String path) {
        return HttpUrl.get(address).newBuilder().addPathSegments(path).build();
    }

    private static HttpUrl parsed(String text) throws MlflowException {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw badAddress("The tracking URI " + withoutSecrets(text)
                    + " is no address of a server: it must begin with http:// or https://."
                    + (lower.startsWith("sqlite:") ? " What is in such a database, trawl import FILE reads." : ""));
        }
        var url = HttpUrl.parse(text);
        if (url == null) {
            throw badAddress("The tracking URI " + withoutSecrets(text)
                    + " cannot be read: it must look like http://HOST:PORT.");
        }
        if (url.username().isEmpty() && text.contains("@")) {
            throw badAddress("The tracking URI " + withoutSecrets(text)
                    + " cannot be read: in user and password / is written %2F, ? %3F and # %23.");
        }
        return url;
    }

    private static String address(HttpUrl url) {
        var bare = url.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build()
                .toString();
        return bare.replaceAll("/+$", "");
    }

    /** User and password may come one from a variable and one from the file. */
    private static Optional<Credentials> fromEnvironment(Map<String, String> environment, Path home)
            throws MlflowException {
        var file = CredentialsFile.read(home);
        var user = Variables.value(environment, "MLFLOW_TRACKING_USERNAME")
                .or(() -> Variables.value(file, "mlflow_tracking_username"));
        var password = Variables.value(environment, "MLFLOW_TRACKING_PASSWORD")
                .or(() -> Variables.value(file, "mlflow_tracking_password"));
        if (user.isPresent() && password.isPresent()) {
            return Optional.of(new Credentials.Basic(user.get(), password.get()));
        }
        return headerText(environment, "MLFLOW_TRACKING_TOKEN").map(Credentials.Token::new);
    }

    /** What is sent in a header as it stands, without the line break that ends the file it was read from. */
    private static Optional<String> headerText(Map<String, String> environment, String name) throws MlflowException {
        var text = Variables.value(environment, name).map(String::strip);
        if (text.isPresent() && !text.get().matches("[ -~]*")) {
            throw new MlflowException(
                    MlflowException.Kind.BAD_CREDENTIALS,
                    name + " holds a character that cannot be sent: a line break, or one beyond ASCII.");
        }
        return text;
    }

    private static Optional<Credentials> inAddress(HttpUrl url) {
        return url.username().isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials.Basic(url.username(), url.password()));
    }

    private static List<String> warnings(
            HttpUrl url, Credentials credentials, TlsSettings tls, Map<String, String> environment) {
        var warnings = new ArrayList<String>();
        boolean secret = !(credentials instanceof Credentials.None);
        if (secret && !url.isHttps() && !Hosts.isLoopback(url.host())) {
            warnings.add("the credentials go to " + address(url)
                    + " in the clear, for everybody on the way to read; use https://");
        }
        if (tls.insecure()) {
            warnings.add("MLFLOW_TRACKING_INSECURE_TLS is set: nobody checks that " + address(url)
                    + " is who it says; MLFLOW_TRACKING_SERVER_CERT_PATH names certificates to trust");
        }
        for (var plugIn : List.of("MLFLOW_TRACKING_AUTH", "MLFLOW_TRACKING_AWS_SIGV4")) {
            if (Variables.value(environment, plugIn).isPresent()) {
                warnings.add(plugIn + " is not honoured: trawl knows user and password, token and client certificate");
            }
        }
        ClientLimits.unreadable(environment)
                .forEach(
                        (limit, value) -> warnings.add(limit + " is not honoured: '" + value + "' is no whole number"));
        return warnings;
    }

    /** A tracking URI, be it one that cannot be read, without what may be a password. */
    public static String withoutSecrets(String trackingUri) {
        return trackingUri.replaceFirst("(?s)^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", "$1…@");
    }

    private static MlflowException badAddress(String sentence) {
        return new MlflowException(MlflowException.Kind.BAD_ADDRESS, sentence);
    }
}
