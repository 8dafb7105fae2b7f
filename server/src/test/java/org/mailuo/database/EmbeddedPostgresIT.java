package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data folder with a durable server lives through all these accidents, in any order. */
class EmbeddedPostgresIT {

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void open() {
        postgres = EmbeddedPostgres.open(folder, PostgresConfiguration.DURABLE);
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Test
    void isDurableAndChecksItsPages() throws SQLException {
        assertThat(List.of(
                        ask("SHOW fsync"),
                        ask("SHOW synchronous_commit"),
                        ask("SHOW full_page_writes"),
                        ask("SHOW data_checksums"),
                        ask("SHOW listen_addresses")))
                .containsExactly("on", "on", "on", "on", "127.0.0.1");
        assertThat(ask("SELECT concat(datlocprovider, datlocale, pg_encoding_to_char(encoding))"
                        + " FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("bC.UTF-8UTF8");
    }

    @Test
    void signsInWithoutSuperuserRights() throws SQLException {
        for (var role : List.of(EmbeddedPostgres.OWNER, EmbeddedPostgres.APPLICATION)) {
            try (var connection = postgres.connect("mailuo", role);
                    var row = connection.createStatement().executeQuery("SHOW is_superuser")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("off");
            }
        }
    }

    @Test
    void keepsDataAndPortOverARestart() throws SQLException {
        var url = postgres.getJdbcUrl();
        remember("restart");
        reopen();
        assertThat(postgres.getJdbcUrl()).isEqualTo(url);
        assertThat(remembered()).contains("restart");
    }

    @Test
    void refusesASecondOwnerInWords() {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> EmbeddedPostgres.open(folder, PostgresConfiguration.DURABLE))
                .withMessageContaining("is using the data folder " + folder)
                .withNoCause();
    }

    @Test
    void adoptsTheServerOfAKilledOwner() throws SQLException {
        var pid = pid();
        remember("adoption");
        postgres.abandon();
        open();
        assertThat(pid()).isEqualTo(pid);
        assertThat(remembered()).contains("adoption");
    }

    @Test
    void replacesARunningServerWithOtherSettings() throws SQLException, IOException {
        var pid = pid();
        postgres.abandon();
        Files.writeString(folder.resolve("postgres/postgresql.conf"), "# by an earlier Mailuo");
        open();
        assertThat(pid()).isNotEqualTo(pid);
    }

    @Test
    void recoversFromAKilledServer() throws SQLException {
        remember("crash");
        var server = ProcessHandle.of(pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        reopen();
        assertThat(remembered()).contains("crash");
    }

    @Test
    void startsThoughTheOldProcessNumberNowBelongsToAStranger() throws SQLException, IOException {
        postgres.close();
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    folder.resolve("postgres/postmaster.pid"),
                    "%d\n%s\n1\n5432\n\n127.0.0.1\n\nready\n".formatted(stranger.pid(), folder.resolve("postgres")));
            open();
            assertThat(ask("SELECT 1")).isEqualTo("1");
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void finishesAnInterruptedFirstStart(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("postgres.init/base"));
        EmbeddedPostgres.open(other, PostgresConfiguration.FORGETFUL).close();
        assertThat(other.resolve("postgres.init")).doesNotExist();
        assertThat(other.resolve("postgres/PG_VERSION")).exists();
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws IOException {
        postgres.close();
        var marker = folder.resolve("postgres/PG_VERSION");
        var version = Files.readString(marker);
        Files.writeString(marker, "17\n");
        try {
            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(EmbeddedPostgresIT::open)
                    .withMessageContaining("was made by PostgreSQL 17");
        } finally {
            Files.writeString(marker, version);
            open();
        }
    }

    @Test
    void showsTheOwnerWhatStatementsCost() throws SQLException {
        assertThat(ask("SELECT count(*) > 0 FROM pg_stat_statements")).isEqualTo("t");
    }

    @Test
    void keepsRowsOutOfTheServersLog() throws SQLException, IOException {
        remember("secret-name");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> remember("secret-name"))
                .withMessageContaining("memories_once");
        try (var logs = Files.list(folder.resolve("postgres-log"))) {
            for (var log : logs.toList()) {
                assertThat(log).content().doesNotContain("secret-name");
            }
        }
    }

    private static void reopen() {
        postgres.close();
        open();
    }

    private static long pid() {
        return postgres.running().orElseThrow().pid();
    }

    private static void remember(String what) throws SQLException {
        run("CREATE TABLE IF NOT EXISTS memories (what text CONSTRAINT memories_once UNIQUE)");
        run("INSERT INTO memories VALUES ('" + what + "')");
    }

    private static String remembered() throws SQLException {
        return ask("SELECT string_agg(what, ' ') FROM memories");
    }

    private static void run(String command) throws SQLException {
        try (var connection = connect()) {
            EmbeddedPostgres.execute(connection, command);
        }
    }

    private static String ask(String query) throws SQLException {
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect() throws SQLException {
        return postgres.connect("mailuo", EmbeddedPostgres.OWNER);
    }
}
