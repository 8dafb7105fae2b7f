package org.mailuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** HTTPS by two PEM files: cookies bind to the host, browsers are told to stay, plain text gets nothing. */
@MailuoTest
@TestPropertySource(
        properties = {
            "MAILUO_TLS_CERTIFICATE=target/tls/certificate.pem",
            "MAILUO_TLS_KEY=target/tls/key.pem",
            "MAILUO_PORT=0"
        })
@DirtiesContext
class TlsIT {
    private static final char[] PASSWORD = "for this test".toCharArray();
    private static final KeyStore STORE = certificate();

    /** Asked before the application starts, so that the files are there by then. */
    @DynamicPropertySource
    static void files(DynamicPropertyRegistry properties) {
        properties.add("mailuo.test.tls", STORE::getType);
    }

    @LocalServerPort
    private int port;

    @Test
    void theDoorIsEncryptedAndTheCookieStaysOnIt() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("mailuo", STORE.getCertificate("mailuo"));
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpResponse<String> page =
                HttpClient.newBuilder().sslContext(context).build().send(request("https"), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-mailuo=")
                .contains("Secure", "Path=/", "HttpOnly")
                .doesNotContain("Domain");
    }

    @Test
    void plainTextGetsNothing() throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient().send(request("http"), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private HttpRequest request(String scheme) {
        // Whoever found no station yet is sent on; this page is open in any case.
        return HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + "/setup"))
                .build();
    }

    /** Made by the JDK's own tool, for a day. */
    private static KeyStore certificate() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "tls"));
            Path file = folder.resolve("store.p12");
            Files.deleteIfExists(file);
            int code = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "mailuo",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost",
                            "-validity",
                            "1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).isZero();
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            pem(
                    folder.resolve("certificate.pem"),
                    "CERTIFICATE",
                    store.getCertificate("mailuo").getEncoded());
            pem(
                    folder.resolve("key.pem"),
                    "PRIVATE KEY",
                    store.getKey("mailuo", PASSWORD).getEncoded());
            return store;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void pem(Path file, String kind, byte[] bytes) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind));
    }
}
