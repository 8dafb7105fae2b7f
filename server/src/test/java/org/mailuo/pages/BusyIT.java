package org.mailuo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.database.TestPostgres;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** More people than connections, and a database that goes away: a calm 503 at every door, and afterwards all goes on. */
@MailuoTest
class BusyIT {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource source;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeEach
    void house() {
        if (!stations.isFounded()) {
            StationFixtures.aStation(stations, staff, Instant.now());
        }
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,请稍候,请几秒后重新打开此页", "en,'One moment, please',open the page again in a few seconds"})
    void aPageThatGetsNoConnectionSaysSo(String language, String title, String sentence) throws Exception {
        signIn();
        HttpResponse<String> answer = withoutConnections(() -> get("/station/staff", language));
        assertBusy(answer);
        assertThat(answer.body())
                .contains("<html lang=\"" + language, title, sentence)
                .doesNotContain("Exception");
        assertThat(get("/station/staff", language).statusCode()).isEqualTo(200);
    }

    @Test
    void aFormThatGetsNoConnectionChangedNothingAndMaySayIt() throws Exception {
        String token = signIn();
        HttpResponse<String> answer = withoutConnections(() -> post("/station/staff", "login=x", token, false));
        assertBusy(answer);
        assertThat(answer.body()).contains("Nothing was changed. Please press again in a few seconds.");
    }

    @Test
    void theDoorItselfIsAsCalm() throws Exception {
        String token = token(get("/sign-in", "en").body());
        HttpResponse<String> answer =
                withoutConnections(() -> post("/sign-in", "login=admin&password=whatever", token, false));
        assertBusy(answer);
        assertThat(answer.body()).contains("Nothing was changed. Please press again in a few seconds.");
    }

    @Test
    void aBenchGetsAVerdictAndNotAPage() throws Exception {
        String token = signIn();
        HttpResponse<String> answer = withoutConnections(() -> post("/station/staff", "login=x", token, true));
        assertBusy(answer);
        assertThat(answer.body())
                .contains("data-verdict=\"WAIT\"", "Nothing was changed. Please press again in a few seconds.")
                .doesNotContain("<html");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aDatabaseThatGoesAwayInTheMiddleSaysSoToo(boolean fragment) throws Exception {
        signIn();
        HttpResponse<String> answer = owner.transaction().execute(status -> {
            owner.jdbc()
                    .sql("lock table station.sites in access exclusive mode")
                    .update();
            CompletableFuture<HttpResponse<String>> waiting = client.sendAsync(
                    fragment
                            ? request("/station/sites", "en")
                                    .header("HX-Request", "true")
                                    .build()
                            : request("/station/sites", "en").build(),
                    BodyHandlers.ofString());
            cutWhoeverWaits(owner.jdbc()
                    .sql("select current_database()")
                    .query(String.class)
                    .single());
            return waiting.join();
        });
        assertThat(answer).isNotNull();
        assertBusy(answer);
        assertThat(answer.body()).contains("open the page again in a few seconds");
        assertThat(answer.body().contains("<html")).isEqualTo(!fragment);
        assertThat(get("/station/sites", "en").statusCode()).isEqualTo(200);
    }

    /** As a restart does: in the words of an administrator who shuts down. */
    private static void cutWhoeverWaits(String database) {
        try (Connection administrator = TestPostgres.shared().administrator();
                PreparedStatement cut = administrator.prepareStatement("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = ? and wait_event_type = 'Lock'
                        """)) {
            cut.setString(1, database);
            for (int turn = 0; turn < 400; turn++) {
                if (cut.executeQuery().next()) {
                    return;
                }
                Thread.sleep(25);
            }
            throw new AssertionError("Nobody waited");
        } catch (SQLException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private interface Asking {
        HttpResponse<String> ask() throws IOException, InterruptedException;
    }

    /** Somebody holds every connection meanwhile; nobody waits for ten seconds in a test. */
    private HttpResponse<String> withoutConnections(Asking asking)
            throws IOException, InterruptedException, SQLException {
        HikariDataSource pool = source.unwrap(HikariDataSource.class);
        long patience = pool.getConnectionTimeout();
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                held.add(pool.getConnection());
            }
            pool.setConnectionTimeout(Duration.ofMillis(300).toMillis());
            return asking.ask();
        } finally {
            pool.setConnectionTimeout(patience);
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private static void assertBusy(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    /** @return the token for the forms of the session */
    private String signIn() throws IOException, InterruptedException {
        String door = token(get("/sign-in", "en").body());
        post("/sign-in", "login=admin&password=" + encoded(StationFixtures.PASSWORD), door, false);
        return token(get("/station/staff", "en").body());
    }

    private HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        return client.send(request(path, language).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String token, boolean fragment)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, "en")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + "&_csrf=" + encoded(token)));
        return client.send(
                (fragment ? request.header("HX-Request", "true") : request).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String language) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html")
                .header("Accept-Language", language);
    }

    private static String token(String page) {
        Matcher found = TOKEN.matcher(page);
        assertThat(found.find()).as("a page with a token").isTrue();
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
