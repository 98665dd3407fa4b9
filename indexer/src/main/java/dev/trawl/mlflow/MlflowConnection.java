package dev.trawl.mlflow;

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
 */
public record MlflowConnection(String address, Credentials credentials, Optional<String> workspace) {
    /** A server that lets everybody in. */
    public static MlflowConnection to(String trackingUri) throws MlflowException {
        return from(Optional.of(trackingUri), Map.of());
    }

    /**
     * The connection that MLflow's own client would make (mlflow/utils/credentials.py, mlflow/environment_variables.py,
     * 3.17.2): user and password win over a token, and both win over what stands in the address.
     *
     * @param trackingUri empty to take {@code MLFLOW_TRACKING_URI}
     * @param environment the environment variables
     */
    public static MlflowConnection from(Optional<String> trackingUri, Map<String, String> environment)
            throws MlflowException {
        var text = trackingUri
                .or(() -> value(environment, "MLFLOW_TRACKING_URI"))
                .orElseThrow(() -> badAddress(
                        "No MLflow server is named: give --tracking-uri http://HOST:PORT or set MLFLOW_TRACKING_URI."));
        var url = parsed(text.strip());
        var credentials = fromEnvironment(environment).or(() -> inAddress(url)).orElseGet(Credentials.None::new);
        return new MlflowConnection(address(url), credentials, value(environment, "MLFLOW_WORKSPACE"));
    }

    private static HttpUrl parsed(String text) throws MlflowException {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw badAddress("The tracking URI " + withoutSecrets(text)
                    + " is no address of a server: it must begin with http:// or https://.");
        }
        var url = HttpUrl.parse(text);
        if (url == null) {
            throw badAddress("The tracking URI " + withoutSecrets(text)
                    + " cannot be read: it must look like http://HOST:PORT.");
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

    private static Optional<Credentials> fromEnvironment(Map<String, String> environment) {
        var user = value(environment, "MLFLOW_TRACKING_USERNAME");
        var password = value(environment, "MLFLOW_TRACKING_PASSWORD");
        if (user.isPresent() && password.isPresent()) {
            return Optional.of(new Credentials.Basic(user.get(), password.get()));
        }
        return value(environment, "MLFLOW_TRACKING_TOKEN").map(Credentials.Token::new);
    }

    private static Optional<Credentials> inAddress(HttpUrl url) {
        return url.username().isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials.Basic(url.username(), url.password()));
    }

    private static String withoutSecrets(String text) {
        return text.replaceAll("//[^/]*@", "//…@");
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static MlflowException badAddress(String sentence) {
        return new MlflowException(MlflowException.Kind.BAD_ADDRESS, sentence);
    }
}
