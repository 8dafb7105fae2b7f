package org.mailuo.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A forgetful PostgreSQL for tests. It lives in a numbered folder of the user's cache, one for each test JVM that runs
 * at the same time, so that the next run finds it initialised.
 */
public final class TestPostgres {

    public static final String OWNER = EmbeddedPostgres.OWNER;
    public static final String APPLICATION = EmbeddedPostgres.APPLICATION;
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final EmbeddedPostgres postgres;
    private final AtomicBoolean outlivesContexts = new AtomicBoolean();

    private TestPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!outlivesContexts.get()) {
                postgres.close();
            }
        }));
    }

    /** Asked by every context that uses it: it stops when they are closed, so that none waits for it in vain. */
    public void outliveContexts() {
        if (outlivesContexts.compareAndSet(false, true)) {
            SpringApplication.getShutdownHandlers().add(postgres::close);
        }
    }

    /** The one of this JVM, with PostgreSQL as Mailuo ships it. */
    public static TestPostgres shared() {
        return Shared.INSTANCE;
    }

    /** One that is on the machine, in a folder of its own. */
    public static TestPostgres installed(Path bin, Path folder) {
        var commands = new PostgresCommands(new PostgresInstallation(bin), PostgresUser.choose());
        return new TestPostgres(EmbeddedPostgres.open(folder, PostgresConfiguration.FORGETFUL, commands));
    }

    public String jdbcUrl(String database) {
        return address(database, OWNER).jdbcUrl();
    }

    /** One of the two roles in one of the databases. */
    public DriverManagerDataSource dataSource(String database, String role) {
        var address = address(database, role);
        return new DriverManagerDataSource(address.jdbcUrl(), role, password(role));
    }

    public String password(String role) {
        return String.valueOf(address("", role).password());
    }

    DatabaseAddress address(String database, String role) {
        return postgres.address(database, role);
    }

    public int majorVersion() throws SQLException {
        try (var connection = administrator()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    public Connection administrator() throws SQLException {
        return postgres.connect(EmbeddedPostgres.SUPERUSER, EmbeddedPostgres.SUPERUSER);
    }

    /** The superuser, for whom no row is hidden and no trigger is in the way. */
    public Connection administrator(String database) throws SQLException {
        return postgres.connect(database, EmbeddedPostgres.SUPERUSER);
    }

    public void close() {
        postgres.close();
    }

    private static TestPostgres openSlot(int number) {
        var folder = PostgresInstallation.userCache().resolveSibling("test-server/" + number);
        try {
            forgetAfterReboot(folder);
            return new TestPostgres(EmbeddedPostgres.open(folder, PostgresConfiguration.FORGETFUL));
        } catch (DatabaseFailure failure) {
            if (failure.key().equals("folder-in-use") && number < 16) {
                return openSlot(number + 1);
            }
            throw failure;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without fsync, a machine that went down may have left a broken folder behind; a killed process may not. */
    private static void forgetAfterReboot(Path folder) throws IOException {
        try (var lock = FolderLock.take(folder)) {
            var marker = folder.resolve("boot");
            var boot = Files.readString(BOOT);
            if (!Files.exists(marker) || !Files.readString(marker).equals(boot)) {
                FileSystemUtils.deleteRecursively(new DataFolder(folder).server());
                Files.writeString(marker, boot);
            }
        }
    }

    private static final class Shared {
        static final TestPostgres INSTANCE = openSlot(0);
    }
}
