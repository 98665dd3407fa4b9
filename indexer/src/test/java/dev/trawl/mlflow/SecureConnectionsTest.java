package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureConnectionsTest {
    private final HeldCertificate authority = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("a company's authority")
            .build();
    private final HeldCertificate ofServer = new HeldCertificate.Builder()
            .signedBy(authority)
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    private final HeldCertificate ofClient = new HeldCertificate.Builder()
            .signedBy(authority)
            .commonName("trawl")
            .rsa2048()
            .build();

    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(ofServer)
                .addTrustedCertificate(authority.certificate())
                .build()
                .sslSocketFactory());
        server.start();
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder().body("3.17.2").build());
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aServerThatNobodyVouchesForIsNotAsked() {
        assertThatThrownBy(() -> version(Map.of()))
                .hasMessageStartingWith("No secure connection to https://127.0.0.1:" + server.getPort());
    }

    @Test
    void aBundleOfAuthoritiesIsTrusted() throws IOException {
        var other = new HeldCertificate.Builder().certificateAuthority(0).build();
        var bundle = file("bundle.pem", other.certificatePem() + "\n# ours\n" + authority.certificatePem());

        assertThat(version(Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", bundle))).isEqualTo("3.17.2");
    }

    @Test
    void aFolderOfAuthoritiesIsTrusted() throws IOException {
        file("ours.pem", authority.certificatePem());

        assertThat(version(Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", folder.toString())))
                .isEqualTo("3.17.2");
    }

    @Test
    void anInsecureConnectionIsMadeOnRequestAndWarnedOf() throws IOException {
        var environment = Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true");

        assertThat(version(environment)).isEqualTo("3.17.2");
        assertThat(connection(environment).warnings())
                .singleElement()
                .asString()
                .startsWith("MLFLOW_TRACKING_INSECURE_TLS is set: nobody checks that https://127.0.0.1");
    }

    @Test
    void aClientCertificateIsShownToAServerThatWantsOne() throws IOException {
        server.requireClientAuth();
        var bundle = file("bundle.pem", authority.certificatePem());
        var identity = file("client.pem", ofClient.privateKeyPkcs8Pem() + ofClient.certificatePem());

        assertThatThrownBy(() -> version(Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", bundle)))
                .isInstanceOf(MlflowException.class);
        assertThat(version(Map.of(
                        "MLFLOW_TRACKING_SERVER_CERT_PATH", bundle, "MLFLOW_TRACKING_CLIENT_CERT_PATH", identity)))
                .isEqualTo("3.17.2");
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        var nothing = file("nothing.pem", "nothing");
        var old = file("old.pem", ofClient.certificatePem() + ofClient.privateKeyPkcs1Pem());

        assertThatThrownBy(() -> version(Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", nothing)))
                .hasMessage(
                        "MLFLOW_TRACKING_SERVER_CERT_PATH names " + nothing + ", which holds no certificate in PEM.");
        assertThatThrownBy(() -> version(Map.of("MLFLOW_TRACKING_CLIENT_CERT_PATH", "/nonexistent")))
                .hasMessage("MLFLOW_TRACKING_CLIENT_CERT_PATH names /nonexistent, which cannot be read.");
        assertThatThrownBy(() -> version(Map.of("MLFLOW_TRACKING_CLIENT_CERT_PATH", old)))
                .hasMessage("The key in " + old + " (RSA) must be in the form PKCS #8 without a password: "
                        + "openssl pkcs8 -topk8 -nodes -in KEY makes one.");
        assertThatThrownBy(() ->
                        version(Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", old, "MLFLOW_TRACKING_INSECURE_TLS", "1")))
                .hasMessage("MLFLOW_TRACKING_INSECURE_TLS and MLFLOW_TRACKING_SERVER_CERT_PATH are both set: "
                        + "unset one of them.");
    }

    private String version(Map<String, String> environment) throws IOException {
        var limits = new ClientLimits(
                new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1);
        try (var client = new MlflowClient(connection(environment), limits)) {
            return client.version();
        }
    }

    private MlflowConnection connection(Map<String, String> environment) throws MlflowException {
        return MlflowConnection.from(
                Optional.of("https://127.0.0.1:" + server.getPort()), new HashMap<>(environment), folder);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
