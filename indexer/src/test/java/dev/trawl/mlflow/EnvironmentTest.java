package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says of credentials, proxies, workspaces and limits. */
class EnvironmentTest {
    @TempDir
    private Path home;

    @Test
    void mlflowsFileGivesUserAndPassword() throws IOException {
        credentials("""
                [other]
                mlflow_tracking_username = nobody
                [mlflow]
                MLFLOW_TRACKING_USERNAME = ann
                # a comment
                mlflow_tracking_password: se=cret
                """);

        assertThat(of(Map.of()).credentials()).isEqualTo(new Credentials.Basic("ann", "se=cret"));
        assertThat(of(Map.of("MLFLOW_TRACKING_USERNAME", "bob")).credentials())
                .as("the environment comes first, each for itself")
                .isEqualTo(new Credentials.Basic("bob", "se=cret"));
        assertThat(of(Map.of("MLFLOW_TRACKING_TOKEN", "t")).credentials())
                .as("user and password win over a token")
                .isEqualTo(new Credentials.Basic("ann", "se=cret"));
    }

    @Test
    void aFileWithoutAPasswordGivesNothing() throws IOException {
        credentials("[mlflow]\nmlflow_tracking_username = ann\n");

        assertThat(of(Map.of()).credentials()).isEqualTo(new Credentials.None());
    }

    @ParameterizedTest
    @CsvSource({
        "http://mlflow.example:5000, true",
        "https://mlflow.example, false",
        "http://127.0.0.1:5000, false",
        "http://localhost:5000, false",
        "http://[::1]:5000, false",
        "http://10.0.0.7, true"
    })
    void credentialsInTheClearAreWarnedOf(String address, boolean warned) throws IOException {
        var connection =
                MlflowConnection.from(Optional.of(address), Map.of("MLFLOW_TRACKING_TOKEN", "verysecret"), home);

        assertThat(connection.warnings()).hasSize(warned ? 1 : 0);
        assertThat(connection.warnings().toString() + connection).doesNotContain("verysecret");
    }

    @Test
    void plugInsThatTrawlDoesNotKnowAreNamed() throws IOException {
        assertThat(of(Map.of("MLFLOW_TRACKING_AWS_SIGV4", "true")).warnings())
                .containsExactly("MLFLOW_TRACKING_AWS_SIGV4 is not honoured: "
                        + "trawl knows user and password, token and client certificate");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://m.example:5000, http_proxy, http://p:1, -, p:1",
                "http://m.example:5000, HTTP_PROXY, p:1, -, p:1",
                "http://m.example:5000, https_proxy, http://p:1, -, -",
                "https://m.example, HTTPS_PROXY, http://p:1, -, p:1",
                "https://m.example, all_proxy, http://p:1, -, p:1",
                "http://127.0.0.1:5000, http_proxy, http://p:1, -, -",
                "http://m.example:5000, http_proxy, http://p:1, 'a.example, m.example', -",
                "http://m.example:5000, http_proxy, http://p:1, .example, -",
                "http://m.example:5000, http_proxy, http://p:1, ample, p:1",
                "http://m.example:5000, http_proxy, http://p:1, m.example:5000, -",
                "http://m.example:5000, http_proxy, http://p:1, m.example:80, p:1",
                "http://m.example:5000, http_proxy, http://p:1, *, -",
            })
    void proxiesAreChosenAsCurlChoosesThem(
            String server, String variable, String proxy, @Nullable String direct, @Nullable String expected)
            throws MlflowException {
        var environment = Map.of(variable, proxy, "NO_PROXY", direct == null ? "" : direct);

        assertThat(new ProxySettings(environment)
                        .proxy(HttpUrl.get(server))
                        .map(chosen -> chosen.host() + ":" + chosen.port()))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aProxyThatWantsAPasswordGetsIt() throws Exception {
        try (var proxy = new MockWebServer()) {
            proxy.enqueue(new MockResponse.Builder()
                    .code(407)
                    .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                    .build());
            proxy.enqueue(new MockResponse.Builder().body("3.17.2").build());
            proxy.start();
            var environment = Map.of(
                    "MLFLOW_TRACKING_URI",
                    "http://mlflow.example:5000",
                    "http_proxy",
                    "http://ann:secret@127.0.0.1:" + proxy.getPort());
            var connection = MlflowConnection.from(Optional.empty(), environment, home);

            try (var client = new MlflowClient(connection)) {
                assertThat(client.version()).isEqualTo("3.17.2");
            }
            proxy.takeRequest();
            var second = proxy.takeRequest();
            assertThat(second.getHeaders().get("Host")).isEqualTo("mlflow.example:5000");
            assertThat(second.getHeaders().get("Proxy-Authorization")).isEqualTo("Basic YW5uOnNlY3JldA==");
            assertThat(connection.toString()).doesNotContain("secret");
        }
    }

    @Test
    void theLineBreakBehindATokenOrWorkspaceIsNotSent() throws IOException {
        var connection = MlflowConnection.from(
                Optional.of("http://h"),
                Map.of("MLFLOW_TRACKING_TOKEN", "secret\n", "MLFLOW_WORKSPACE", "team\r\n"),
                home);

        assertThat(connection.credentials()).isEqualTo(new Credentials.Token("secret"));
        assertThat(connection.source()).isEqualTo("http://h#team");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MLFLOW_TRACKING_TOKEN", "MLFLOW_WORKSPACE"})
    void whatNoHeaderCanCarryIsRefused(String variable) {
        assertThatThrownBy(() -> MlflowConnection.from(Optional.of("http://h"), Map.of(variable, "sec\nret é"), home))
                .isInstanceOf(MlflowException.class)
                .hasMessage(variable + " holds a character that cannot be sent: a line break, or one beyond ASCII.");
    }

    /** MLflow 3.17.2 answers for a workspace that it does not have with 404, whatever is asked, but for this one address. */
    @Test
    void aWorkspaceThatIsNotThereIsToldOf() throws IOException {
        try (var server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder()
                    .code(404)
                    .body("{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"Workspace 'nope' not found\"}")
                    .build());
            server.enqueue(new MockResponse.Builder()
                    .body("{\"workspaces_enabled\": true}")
                    .build());
            server.start();
            var address = "http://127.0.0.1:" + server.getPort();
            var connection = MlflowConnection.from(Optional.of(address), Map.of("MLFLOW_WORKSPACE", "nope"), home);

            try (var client = new MlflowClient(connection)) {
                assertThatThrownBy(client::version)
                        .hasMessage(
                                address + " says: Workspace 'nope' not found. Set MLFLOW_WORKSPACE to a workspace that"
                                        + " is there, or unset it.");
            }
        }
    }

    @Test
    void aWorkspaceOfAServerWithoutAnyIsRefused() throws IOException {
        try (var server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder().body("3.17.2").build());
            server.enqueue(new MockResponse.Builder()
                    .body("{\"workspaces_enabled\": false}")
                    .build());
            server.start();
            var address = "http://127.0.0.1:" + server.getPort();
            var connection = MlflowConnection.from(Optional.of(address), Map.of("MLFLOW_WORKSPACE", "team"), home);

            try (var client = new MlflowClient(connection)) {
                assertThatThrownBy(client::version)
                        .hasMessage(address + " has no workspaces, so MLFLOW_WORKSPACE=team cannot be read. Unset it, "
                                + "or start the server with --enable-workspaces.");
            }
            assertThat(connection.source()).isEqualTo(address + "#team");
        }
    }

    @Test
    void mlflowsLimitsAreHonoured() {
        var limits =
                ClientLimits.from(Map.of("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2", "MLFLOW_HTTP_REQUEST_TIMEOUT", "300"));

        assertThat(limits.retries().attempts()).isEqualTo(3);
        assertThat(limits.readTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ClientLimits.from(Map.of())).isEqualTo(ClientLimits.DEFAULT);
    }

    @Test
    void aLimitThatIsNoNumberIsToldOf() throws MlflowException {
        assertThat(of(Map.of("MLFLOW_HTTP_REQUEST_TIMEOUT", "30s", "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2"))
                        .warnings())
                .containsExactly("MLFLOW_HTTP_REQUEST_TIMEOUT is not honoured: '30s' is no whole number");
    }

    private MlflowConnection of(Map<String, String> environment) throws MlflowException {
        return MlflowConnection.from(Optional.of("http://127.0.0.1:5000"), environment, home);
    }

    private void credentials(String text) throws IOException {
        Files.createDirectory(home.resolve(".mlflow"));
        Files.writeString(home.resolve(".mlflow").resolve("credentials"), text);
    }
}
