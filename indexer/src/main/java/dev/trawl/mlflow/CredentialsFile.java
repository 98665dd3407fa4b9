package dev.trawl.mlflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * MLflow's file for user and password, {@code ~/.mlflow/credentials}: lines {@code mlflow_tracking_username = …} and
 * {@code mlflow_tracking_password = …} in a section {@code [mlflow]} (mlflow/utils/credentials.py, 3.17.2).
 */
final class CredentialsFile {
    private CredentialsFile() {}

    /** The entries of the section; none when there is no such file. */
    static Map<String, String> read(Path home) throws MlflowException {
        var file = home.resolve(".mlflow").resolve("credentials");
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return entries(Files.readString(file));
        } catch (IOException e) {
            throw new MlflowException(
                    MlflowException.Kind.BAD_CREDENTIALS, "The credentials in " + file + " cannot be read.");
        }
    }

    private static Map<String, String> entries(String text) {
        var entries = new HashMap<String, String>();
        boolean ours = false;
        for (var line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                ours = line.equals("[mlflow]");
            } else if (ours && !line.startsWith("#") && !line.startsWith(";")) {
                separator(line)
                        .ifPresent(at -> entries.put(
                                line.substring(0, at).strip().toLowerCase(Locale.ROOT),
                                line.substring(at + 1).strip()));
            }
        }
        return entries;
    }

    private static Optional<Integer> separator(String line) {
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '=' || line.charAt(at) == ':') {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
