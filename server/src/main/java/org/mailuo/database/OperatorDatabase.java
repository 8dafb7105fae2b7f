package org.mailuo.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The database as its owner, who sees every station, for commands beside the application: the named one, or the
 * embedded one whether or not an application is using it just now. What was not running is stopped again at the end.
 */
public final class OperatorDatabase implements AutoCloseable {
    private final DatabaseAddress address;
    private final @Nullable EmbeddedPostgres started;

    private OperatorDatabase(DatabaseAddress address, @Nullable EmbeddedPostgres started) {
        this.address = address;
        this.started = started;
    }

    /**
     * @param environment the variables MAILUO_DATA and MAILUO_DATABASE_…, as for the application
     * @throws IllegalStateException with a sentence for the operator when there is no database or it does not answer
     */
    public static OperatorDatabase open(Map<String, String> environment) {
        try {
            var settings = new DatabaseSettings(
                    environment.get("MAILUO_DATABASE_URL"),
                    environment.get("MAILUO_DATABASE_USER"),
                    environment.get("MAILUO_DATABASE_PASSWORD"),
                    environment.get("MAILUO_DATABASE_OWNER"),
                    environment.get("MAILUO_DATABASE_OWNER_PASSWORD"));
            var named = DatabaseAddress.from(settings);
            return named.isPresent()
                    ? new OperatorDatabase(
                            NamedPostgres.open(named.get(), named.get().owner(settings))
                                    .owner(),
                            null)
                    : embedded(Path.of(environment.getOrDefault("MAILUO_DATA", "data")));
        } catch (DatabaseFailure failure) {
            throw new IllegalStateException(
                    failure.description(Locale.getDefault()) + " " + failure.action(Locale.getDefault()), failure);
        }
    }

    private static OperatorDatabase embedded(Path path) {
        var folder = new DataFolder(path);
        if (!folder.isInitialised()) {
            throw new DatabaseFailure("no-data", folder.path());
        }
        try {
            var postgres = EmbeddedPostgres.open(folder.path(), PostgresConfiguration.DURABLE);
            return new OperatorDatabase(postgres.owner(), postgres);
        } catch (DatabaseFailure failure) {
            if (!failure.key().equals("folder-in-use")) {
                throw failure;
            }
            return besideTheApplication(folder);
        }
    }

    private static OperatorDatabase besideTheApplication(DataFolder folder) {
        try {
            var running = Postmaster.runningIn(folder.server()).filter(Postmaster::isReady);
            if (running.isEmpty()) {
                throw new DatabaseFailure("not-ready", folder.path());
            }
            return new OperatorDatabase(
                    DatabaseAddress.loopback(
                            running.get().port(),
                            EmbeddedPostgres.DATABASE,
                            EmbeddedPostgres.OWNER,
                            folder.password(EmbeddedPostgres.OWNER)),
                    null);
        } catch (IOException e) {
            throw new DatabaseFailure(e, "cannot-start", folder.path(), String.valueOf(e.getMessage()));
        }
    }

    /** Whether somebody else, an application, had the embedded server running when we came. */
    public boolean isStartedHere() {
        return started != null;
    }

    public Connection connect() throws SQLException {
        return NamedPostgres.connect(address);
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
