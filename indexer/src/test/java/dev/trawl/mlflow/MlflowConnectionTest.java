package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlflowConnectionTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "http://h:5000/      | -    | -      | -     | http://h:5000      | -",
                "https://H/mlflow/   | -    | -      | -     | https://h/mlflow   | -",
                "http://my_host:5000 | -    | -      | -     | http://my_host:5000 | -",
                "http://h            | user | secret | -     | http://h           | Basic dXNlcjpzZWNyZXQ=",
                "http://h            | user | secret | token | http://h           | Basic dXNlcjpzZWNyZXQ=",
                "http://h            | -    | -      | token | http://h           | Bearer token",
                "http://h            | user | -      | token | http://h           | Bearer token",
                "http://a:b%40c@h    | -    | -      | -     | http://h           | Basic YTpiQGM=",
                "http://a:b@h        | -    | -      | token | http://h           | Bearer token",
            })
    void credentialsComeFromWhereMlflowTakesThem(
            String uri,
            @Nullable String user,
            @Nullable String password,
            @Nullable String token,
            String address,
            @Nullable String header)
            throws Exception {
        var environment = new HashMap<String, String>();
        environment.put("MLFLOW_TRACKING_URI", uri);
        putIfGiven(environment, "MLFLOW_TRACKING_USERNAME", user);
        putIfGiven(environment, "MLFLOW_TRACKING_PASSWORD", password);
        putIfGiven(environment, "MLFLOW_TRACKING_TOKEN", token);

        var connection = MlflowConnection.from(Optional.empty(), environment, Path.of("/nonexistent"));

        assertThat(connection.address()).isEqualTo(address);
        assertThat(connection.toString()).doesNotContain("secret", "b@c", "=token");
        assertThat(authorizationSent(connection.credentials())).isEqualTo(header);
    }

    private static void putIfGiven(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqlite:///mlflow.db | The tracking URI sqlite:///mlflow.db is no address of a server: it must begin with "
                        + "http:// or https://. What is in such a database, trawl import FILE reads.",
                "http://a:secret@h:x | The tracking URI http://…@h:x cannot be read: it must look like http://HOST:PORT.",
                "http://a:se/cret@h  | The tracking URI http://…@h cannot be read: it must look like http://HOST:PORT.",
                "http://a:1/secret@h | The tracking URI http://…@h cannot be read: in user and password / is written %2F, "
                        + "? %3F and # %23.",
                "a:secret@h:5000     | The tracking URI …@h:5000 is no address of a server: it must begin with http:// "
                        + "or https://.",
                "databricks          | The tracking URI databricks is no address of a server: it must begin with http:// "
                        + "or https://.",
            })
    void anAddressThatIsNoneIsToldWithoutItsSecrets(String uri, String sentence) {
        assertThatThrownBy(() -> MlflowConnection.to(uri)).hasMessage(sentence);
    }

    @Test
    void withoutAnAddressTheWaysToGiveOneAreTold() {
        assertThatThrownBy(() -> MlflowConnection.from(Optional.empty(), Map.of(), Path.of("/nonexistent")))
                .hasMessage(
                        "No MLflow server is named: give --tracking-uri http://HOST:PORT or set MLFLOW_TRACKING_URI.");
    }

    private static @Nullable String authorizationSent(Credentials credentials) throws Exception {
        try (var server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder().body("3.17.2").build());
            var address = "http://127.0.0.1:" + server.getPort();
            try (var client = new MlflowClient(new MlflowConnection(
                    address, credentials, Optional.empty(), TlsSettings.SYSTEM, Optional.empty(), List.of()))) {
                client.version();
            }
            return server.takeRequest().getHeaders().get("Authorization");
        }
    }
}
