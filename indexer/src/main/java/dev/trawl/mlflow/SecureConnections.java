package dev.trawl.mlflow;

import dev.trawl.mlflow.MlflowException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Lets a client make secure connections as {@link TlsSettings} say. */
final class SecureConnections {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----[^-]*-----END [^-]*-----");

    private SecureConnections() {}

    static void configure(OkHttpClient.Builder client, TlsSettings settings) throws MlflowException {
        if (settings.equals(TlsSettings.SYSTEM)) {
            return;
        }
        var handshake = new HandshakeCertificates.Builder();
        if (settings.authorities().isPresent()) {
            for (var certificate : certificates(settings.authorities().get())) {
                handshake.addTrustedCertificate(Certificates.decodeCertificatePem(certificate));
            }
        } else {
            handshake.addPlatformTrustedCertificates();
        }
        if (settings.identity().isPresent()) {
            identify(handshake, settings.identity().get());
        }
        var certificates = handshake.build();
        if (settings.insecure()) {
            trustEverybody(client, certificates.keyManager());
        } else {
            client.sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager());
        }
    }

    /** okhttp-tls can do this for hosts with a name only, not for addresses. */
    private static void trustEverybody(OkHttpClient.Builder client, X509KeyManager identity) {
        var trust = new TrustsEverybody();
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {identity}, new TrustManager[] {trust}, null);
            client.sslSocketFactory(context.getSocketFactory(), trust);
            client.hostnameVerifier((host, session) -> true);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> certificates(Path authorities) throws MlflowException {
        var found = new ArrayList<String>();
        try {
            if (Files.isDirectory(authorities)) {
                try (var files = Files.list(authorities)) {
                    for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                        found.addAll(certificatesIn(Files.readString(file)));
                    }
                }
            } else {
                found.addAll(certificatesIn(Files.readString(authorities)));
            }
        } catch (IOException e) {
            throw unreadable("MLFLOW_TRACKING_SERVER_CERT_PATH", authorities);
        }
        if (found.isEmpty()) {
            throw bad("MLFLOW_TRACKING_SERVER_CERT_PATH names " + authorities + ", which holds no certificate in PEM.");
        }
        return found;
    }

    private static List<String> certificatesIn(String text) {
        return CERTIFICATE.matcher(text).results().map(match -> match.group()).toList();
    }

    /** One file holds the key and its certificate, in any order, and perhaps certificates of authorities between. */
    private static void identify(HandshakeCertificates.Builder handshake, Path identity) throws MlflowException {
        String text;
        try {
            text = Files.readString(identity);
        } catch (IOException e) {
            throw unreadable("MLFLOW_TRACKING_CLIENT_CERT_PATH", identity);
        }
        var chain = certificatesIn(text);
        var key = KEY.matcher(text);
        if (chain.isEmpty() || !key.find()) {
            throw bad("MLFLOW_TRACKING_CLIENT_CERT_PATH names " + identity
                    + ", which does not hold a certificate and its key in PEM.");
        }
        if (!key.group(1).isEmpty()) {
            throw bad(
                    "The key in " + identity + " (" + key.group(1).strip()
                            + ") must be in the form PKCS #8 without a password: openssl pkcs8 -topk8 -nodes -in KEY makes one.");
        }
        try {
            var held = HeldCertificate.decode(chain.getFirst() + "\n" + key.group());
            var authorities = chain.stream()
                    .skip(1)
                    .map(Certificates::decodeCertificatePem)
                    .toArray(java.security.cert.X509Certificate[]::new);
            handshake.heldCertificate(held, authorities);
        } catch (IllegalArgumentException e) {
            throw bad("The certificate and key in " + identity + " cannot be used: " + e.getMessage() + ".");
        }
    }

    private static MlflowException unreadable(String variable, Path file) {
        return bad(variable + " names " + file + ", which cannot be read.");
    }

    private static MlflowException bad(String sentence) {
        return new MlflowException(Kind.BAD_CREDENTIALS, sentence);
    }
}
