package org.mailuo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.MailuoTest;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Rubbish through the real door: a clear refusal in the reader's language, and nothing told of the inside. */
@MailuoTest
class BadInputIT {
    private static final String SECRET = "who-types-this-reads-it-nowhere";

    @LocalServerPort
    private int port;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void house() {
        if (!stations.isFounded()) {
            StationFixtures.aStation(stations, staff, Instant.now());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void tenMegabytesAreTooMuch(String language) throws Exception {
        byte[] body = new byte[10 * 1024 * 1024];
        Arrays.fill(body, (byte) 'a');
        byte[] start = ("login=" + SECRET + "&password=").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, body, 0, start.length);
        refused(form("/sign-in", body, language), language, 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void brokenUtf8IsNoText(String language) throws Exception {
        refused(
                form(
                        "/sign-in",
                        ("login=%C3%28" + SECRET + "&password=%FF").getBytes(StandardCharsets.US_ASCII),
                        language),
                language,
                400);
        refused(form("/sign-in", ("login=%zz" + SECRET).getBytes(StandardCharsets.US_ASCII), language), language, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/donors", "/no/such/page"})
    void otherMethodsAreNoWayIn(String page) throws Exception {
        for (String method : new String[] {"PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"}) {
            var answer = client.send(
                    HttpRequest.newBuilder(at(page))
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(method + " " + page).isBetween(400, 499);
            tellsNothing(answer);
        }
    }

    @Test
    void aHeaderOfTwentyKilobytesIsTooMuch() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(at("/sign-in"))
                        .header("X-Long", "a".repeat(20_000))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isBetween(400, 499);
        tellsNothing(answer);
    }

    @Test
    void everyAnswerCarriesTheHeadersThatProtectIt() throws Exception {
        var answer = client.send(HttpRequest.newBuilder(at("/sign-in")).build(), BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
    }

    private HttpResponse<String> form(String page, byte[] body, String language)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(at(page))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .header("Accept-Language", language)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void refused(HttpResponse<String> answer, String language, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("<html lang=\"" + language);
        tellsNothing(answer);
    }

    private static void tellsNothing(HttpResponse<String> answer) {
        assertThat(answer.body())
                .doesNotContain(SECRET, "Exception", "org.apache", "org.springframework", "Tomcat", "\tat ");
    }

    private URI at(String page) {
        return URI.create("http://localhost:" + port + page);
    }
}
