package dev.trawl.mlflow;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a secure connection is checked (mlflow/environment_variables.py, 3.17.2).
 *
 * @param insecure {@code MLFLOW_TRACKING_INSECURE_TLS}: no certificate is checked
 * @param authorities {@code MLFLOW_TRACKING_SERVER_CERT_PATH}: PEM file, or folder of such, with the certificates that are
 *     trusted instead of the system's
 * @param identity {@code MLFLOW_TRACKING_CLIENT_CERT_PATH}: PEM file with our certificate and its key
 */
public record TlsSettings(boolean insecure, Optional<Path> authorities, Optional<Path> identity) {
    /** As the system does it. */
    public static final TlsSettings SYSTEM = new TlsSettings(false, Optional.empty(), Optional.empty());

    static TlsSettings from(Map<String, String> environment) throws MlflowException {
        var insecure = Variables.value(environment, "MLFLOW_TRACKING_INSECURE_TLS")
                .map(text -> text.toLowerCase(Locale.ROOT).matches("true|1"))
                .orElse(false);
        var settings = new TlsSettings(
                insecure,
                Variables.value(environment, "MLFLOW_TRACKING_SERVER_CERT_PATH").map(Path::of),
                Variables.value(environment, "MLFLOW_TRACKING_CLIENT_CERT_PATH").map(Path::of));
        if (insecure && settings.authorities().isPresent()) {
            throw new MlflowException(
                    MlflowException.Kind.BAD_CREDENTIALS,
                    "MLFLOW_TRACKING_INSECURE_TLS and MLFLOW_TRACKING_SERVER_CERT_PATH are both set: unset one of them.");
        }
        return settings;
    }
}
