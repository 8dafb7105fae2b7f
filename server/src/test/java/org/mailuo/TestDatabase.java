package org.mailuo;

import static org.mailuo.database.TestPostgres.APPLICATION;
import static org.mailuo.database.TestPostgres.OWNER;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.mailuo.database.TestPostgres;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A migrated and otherwise empty database of its own, cloned in a blink from a template that is migrated only when a
 * migration changes. Use it as a {@code DataSource}, as the application's role; nobody has to clean up.
 */
public final class TestDatabase extends DelegatingDataSource {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        super(pool(name));
        this.name = name;
    }

    /** A clean database. */
    public static TestDatabase fresh() {
        return new TestDatabase(freshName());
    }

    /** A clean database for somebody who brings a pool. */
    static String freshName() {
        var name = "test_" + COUNT.incrementAndGet();
        copy(Template.NAME, name);
        return name;
    }

    static void copy(String from, String to) {
        execute("CREATE DATABASE " + to + " TEMPLATE " + from + " OWNER " + OWNER);
        // A copy does not inherit this right of the whole database, which the first migration takes away.
        execute("REVOKE TEMPORARY ON DATABASE " + to + " FROM PUBLIC");
    }

    /** The same database as its owner sees it: every station, and nothing forbidden but what triggers refuse. */
    public OwnerDatabase owner() {
        return new OwnerDatabase(name);
    }

    public String jdbcUrl() {
        return jdbcUrl(name);
    }

    static String jdbcUrl(String name) {
        return TestPostgres.shared().jdbcUrl(name);
    }

    static String password(String role) {
        return TestPostgres.shared().password(role);
    }

    /** Runs a command as the superuser, outside of any transaction. */
    static void execute(String command) {
        try (var connection = TestPostgres.shared().administrator();
                var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException(command, e);
        }
    }

    static Flyway flyway(DataSource owner) {
        return Flyway.configure()
                .dataSource(owner)
                .placeholders(Map.of("application", APPLICATION))
                .locations("classpath:db/migration")
                .load();
    }

    private static HikariDataSource pool(String name) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(jdbcUrl(name));
        settings.setUsername(APPLICATION);
        settings.setPassword(password(APPLICATION));
        settings.setMinimumIdle(0);
        settings.setMaximumPoolSize(8);
        return new HikariDataSource(settings);
    }

    /** Made at most once a JVM; found ready when an earlier run had the same migrations. */
    private static final class Template {
        static final String NAME = prepare("template_" + hashOfMigrations());

        private static String prepare(String name) {
            dropLeftovers(name);
            if (!exists(name)) {
                var unfinished = name + "_unfinished";
                execute("DROP DATABASE IF EXISTS " + unfinished);
                execute("CREATE DATABASE " + unfinished + " OWNER " + OWNER);
                flyway(TestPostgres.shared().dataSource(unfinished, OWNER)).migrate();
                liveInThePast(unfinished);
                execute("ALTER DATABASE " + unfinished + " RENAME TO " + name);
            }
            return name;
        }

        /** Tests have their own dates: a station that does not say otherwise is not held to the clock on the wall. */
        private static void liveInThePast(String name) {
            try (var connection = TestPostgres.shared().dataSource(name, OWNER).getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("ALTER TABLE station.stations ALTER COLUMN replays_history SET DEFAULT true");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void dropLeftovers(String wanted) {
            try (var connection = TestPostgres.shared().administrator();
                    var query = connection.prepareStatement("SELECT datname FROM pg_database WHERE datname ~"
                            + " '^(test|template)_' AND datname <> ?")) {
                query.setString(1, wanted);
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        execute("DROP DATABASE " + rows.getString(1) + " WITH (FORCE)");
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean exists(String name) {
            try (var connection = TestPostgres.shared().administrator();
                    var query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
                query.setString(1, name);
                try (var rows = query.executeQuery()) {
                    return rows.next();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String hashOfMigrations() {
            try {
                var files = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/**/*.*");
                Arrays.sort(files, Comparator.comparing(Resource::getDescription));
                var hash = MessageDigest.getInstance("SHA-256");
                for (var file : files) {
                    hash.update(String.valueOf(file.getFilename()).getBytes(StandardCharsets.UTF_8));
                    hash.update(file.getContentAsByteArray());
                }
                return HexFormat.of().formatHex(hash.digest(), 0, 8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
