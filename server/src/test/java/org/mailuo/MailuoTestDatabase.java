package org.mailuo;

import static org.mailuo.database.TestPostgres.APPLICATION;
import static org.mailuo.database.TestPostgres.OWNER;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.mailuo.database.TestPostgres;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.util.FileSystemUtils;

/** Gives a test application its database, and gives it back clean to the next test class. */
final class MailuoTestDatabase {

    private static final String PROPERTY = "mailuo.test.database";

    private MailuoTestDatabase() {}

    /** Points the application at a clone of the template. */
    static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPostgres.shared().outliveContexts();
            var name = TestDatabase.freshName();
            var folder = Path.of("target/test-data", name);
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, Object> properties = Map.of(
                    PROPERTY,
                    name,
                    "mailuo.data",
                    folder.toString(),
                    "mailuo.database.url",
                    TestDatabase.jdbcUrl(name),
                    "mailuo.database.user",
                    APPLICATION,
                    "mailuo.database.password",
                    TestDatabase.password(APPLICATION),
                    "mailuo.database.owner",
                    OWNER,
                    "mailuo.database.owner-password",
                    TestDatabase.password(OWNER),
                    "mailuo.key-file",
                    TestKeys.file(),
                    "spring.datasource.hikari.minimum-idle",
                    0,
                    "spring.datasource.hikari.allow-pool-suspension",
                    true);
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("mailuo-test", properties));
            context.getBeanFactory().registerSingleton("ownerDatabase", new OwnerDatabase(name));
        }
    }

    /** Remembers the database as the started application left it, and brings it back before the next class. */
    static final class Restorer implements TestExecutionListener {

        private static final Set<String> REMEMBERED = ConcurrentHashMap.newKeySet();

        @Override
        public void beforeTestClass(TestContext test) throws SQLException {
            if (test.getTestClass().isMemberClass()) {
                return;
            }
            var context = test.getApplicationContext();
            var name = context.getEnvironment().getRequiredProperty(PROPERTY);
            var pool = context.getBean(DataSource.class).unwrap(HikariDataSource.class);
            whileNobodyIsConnected(pool, () -> {
                if (REMEMBERED.add(name)) {
                    disconnect(name);
                    TestDatabase.copy(name, name + "_start");
                } else {
                    TestDatabase.execute("DROP DATABASE " + name + " WITH (FORCE)");
                    TestDatabase.copy(name + "_start", name);
                }
            });
        }

        private static void whileNobodyIsConnected(HikariDataSource pool, Runnable work) {
            var control = pool.getHikariPoolMXBean();
            if (control == null) {
                work.run();
                return;
            }
            control.suspendPool();
            try {
                control.softEvictConnections();
                work.run();
            } finally {
                control.resumePool();
            }
        }

        private static void disconnect(String name) {
            TestDatabase.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + name + "'");
        }
    }
}
