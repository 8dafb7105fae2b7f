package org.mailuo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL in a child process. It outlives a killed JVM, and the next start takes it over. The application
 * signs in as a role that owns nothing, because a superuser and an owner walk past row-level security.
 */
final class EmbeddedPostgres implements Database {

    static final String SUPERUSER = "postgres";
    static final String OWNER = "mailuo_owner";
    static final String APPLICATION = "mailuo";
    static final String DATABASE = "mailuo";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int STEP_MILLIS = 20;
    private static final int WATCH_MILLIS = 500;

    private final DataFolder folder;
    private final FolderLock lock;
    private final PostgresCommands commands;
    private final PostgresConfiguration configuration;
    private final Map<String, String> passwords;
    private final int port;
    private volatile boolean closed;

    private EmbeddedPostgres(
            DataFolder folder, FolderLock lock, PostgresCommands commands, PostgresConfiguration configuration)
            throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.commands = commands;
        this.configuration = configuration;
        this.passwords = Map.of(
                SUPERUSER, folder.password(SUPERUSER),
                OWNER, folder.password(OWNER),
                APPLICATION, folder.password(APPLICATION));
        initialiseOnce();
        this.port = adopt().orElseGet(this::start);
    }

    static EmbeddedPostgres open(Path path, PostgresConfiguration configuration) {
        var user = PostgresUser.choose();
        try {
            var cache = user == PostgresUser.NOBODY
                    ? Path.of("/var/cache/mailuo/postgres")
                    : PostgresInstallation.userCache();
            var postgres = open(path, configuration, new PostgresCommands(PostgresInstallation.unpack(cache), user));
            Thread.ofVirtual().name("postgres-watch").start(postgres::watch);
            return postgres;
        } catch (IOException e) {
            throw new DatabaseFailure(e, "cannot-unpack", e);
        }
    }

    static EmbeddedPostgres open(Path path, PostgresConfiguration configuration, PostgresCommands commands) {
        var folder = new DataFolder(path);
        var lock = FolderLock.take(folder.path());
        try {
            var postgres = new EmbeddedPostgres(folder, lock, commands, configuration);
            postgres.createDatabaseOnce();
            return postgres;
        } catch (IOException | SQLException e) {
            lock.close();
            throw new DatabaseFailure(e, "cannot-start", folder.path(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void initialiseOnce() throws IOException {
        if (!folder.isInitialised()) {
            FileSystemUtils.deleteRecursively(folder.unfinishedServer());
            commands.initdb(folder.unfinishedServer(), folder.passwordFile(SUPERUSER), configuration.isDurable());
            Files.move(folder.unfinishedServer(), folder.server(), StandardCopyOption.ATOMIC_MOVE);
        }
        var made = Files.readString(folder.server().resolve("PG_VERSION")).strip();
        if (!made.equals(Integer.toString(commands.major()))) {
            throw new DatabaseFailure("other-major", folder.path(), made, commands.major());
        }
    }

    /** The port of a server that outlived its JVM, if it is the program and has the settings that we would start. */
    private Optional<Integer> adopt() throws IOException {
        await(() -> running().map(Postmaster::isReady).orElse(true));
        var living = running();
        if (living.isEmpty()) {
            return Optional.empty();
        }
        var found = living.get();
        if (found.runs(commands.installation().bin().resolve("postgres")) && !writeConfiguration(found.port())) {
            LOG.info("Took over the running PostgreSQL on port {}", found.port());
            return Optional.of(found.port());
        }
        commands.stop(folder.server());
        return Optional.empty();
    }

    private int start() {
        try {
            if (!await(() -> !Postmaster.isAnyoneWorkingIn(folder.server()))) {
                throw new DatabaseFailure("orphans", folder.path());
            }
            Files.deleteIfExists(Postmaster.fileIn(folder.server()));
            Files.createDirectories(folder.logs());
            var log = folder.logs().resolve("start.log");
            Files.deleteIfExists(log);
            int chosen = folder.freePort();
            writeConfiguration(chosen);
            commands.user().own(folder.server());
            commands.user().own(folder.logs());
            commands.start(folder.server(), log);
            return chosen;
        } catch (IOException e) {
            throw new DatabaseFailure(e, "cannot-start", folder.path(), String.valueOf(e.getMessage()));
        }
    }

    /** Starts the server again when it died under the running house, as by a shortage of memory. */
    private void watch() {
        int missed = 0;
        while (!closed && sleep(WATCH_MILLIS)) {
            missed = running().isPresent() ? 0 : missed + 1;
            if (missed > 1) {
                mend();
                missed = 0;
            }
        }
    }

    private synchronized void mend() {
        if (closed || running().isPresent()) {
            return;
        }
        LOG.warn("PostgreSQL in {} died and is started again", folder.path());
        try {
            int found = start();
            if (found != port) {
                LOG.error("PostgreSQL came back on port {} instead of {}: restart Mailuo", found, port);
            }
        } catch (DatabaseFailure failure) {
            LOG.error("PostgreSQL does not start: {}", failure.getMessage());
        }
    }

    private boolean writeConfiguration(int chosenPort) throws IOException {
        var file = folder.server().resolve("postgresql.conf");
        boolean changed = DataFolder.replace(file, configuration.text(chosenPort));
        commands.user().own(file);
        return changed;
    }

    private void createDatabaseOnce() throws SQLException {
        try (var connection = connect(SUPERUSER, SUPERUSER)) {
            for (var role : List.of(OWNER, APPLICATION)) {
                if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = '" + role + "'")) {
                    execute(connection, "CREATE ROLE " + role + " LOGIN PASSWORD '" + passwords.get(role) + "'");
                }
            }
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                execute(connection, "CREATE DATABASE " + DATABASE + " OWNER " + OWNER + " ENCODING 'UTF8'");
                offerStatistics();
            }
        }
    }

    /** Which statements cost what: the extension needs a superuser, and the owner may read it. */
    private void offerStatistics() throws SQLException {
        if (configuration.isDurable()) {
            try (var connection = connect(DATABASE, SUPERUSER)) {
                execute(connection, "CREATE EXTENSION pg_stat_statements");
                execute(connection, "GRANT pg_read_all_stats TO " + OWNER);
            }
        }
    }

    Connection connect(String database, String user) throws SQLException {
        return NamedPostgres.connect(address(database, user));
    }

    DatabaseAddress address(String database, String user) {
        return DatabaseAddress.loopback(port, database, user, passwords.getOrDefault(user, ""));
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    Optional<Postmaster> running() {
        try {
            return Postmaster.runningIn(folder.server());
        } catch (IOException e) {
            throw new DatabaseFailure(e, "cannot-start", folder.path(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean await(BooleanSupplier condition) {
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += STEP_MILLIS) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!sleep(STEP_MILLIS)) {
                return false;
            }
        }
        return condition.getAsBoolean();
    }

    private static boolean sleep(int millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets go as a killed JVM would: the server stays. */
    void abandon() {
        closed = true;
        lock.close();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (running().isPresent()) {
                commands.stop(folder.server());
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL in {} did not stop: {}", folder.path(), e.getMessage());
        } finally {
            lock.close();
        }
    }

    @Override
    public DatabaseAddress owner() {
        return address(DATABASE, OWNER);
    }

    @Override
    public String getUsername() {
        return APPLICATION;
    }

    @Override
    public String getPassword() {
        return passwords.getOrDefault(APPLICATION, "");
    }

    @Override
    public String getJdbcUrl() {
        return address(DATABASE, APPLICATION).jdbcUrl();
    }
}
