package org.mailuo.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The operator's own PostgreSQL: looked at once, refused in words when it cannot serve us, never managed.
 *
 * @param role the application's name there
 */
record NamedPostgres(DatabaseAddress address, DatabaseAddress owner, String role) implements Database {

    static final int OLDEST_MAJOR = 15;

    /** A superuser, who skips row-level security, or who may become one of those. */
    private static final String STANDS_ABOVE = """
            SELECT bool_or(rolsuper OR rolbypassrls) FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')
            """;

    private static final String OWNS = """
            SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                           WHERE n.nspname !~ '^pg_' AND pg_has_role(current_user, c.relowner, 'MEMBER'))
                OR EXISTS (SELECT FROM pg_namespace
                           WHERE nspname !~ '^pg_' AND has_schema_privilege(current_user, oid, 'CREATE'))
            """;

    static NamedPostgres open(DatabaseAddress address, DatabaseAddress owner) {
        try (var connection = connect(address);
                var migrating = connect(owner)) {
            requireSupported(connection.getMetaData().getDatabaseMajorVersion());
            requireUtf8(connection);
            var role = ask(connection, "SELECT current_user");
            if (role.equals(ask(migrating, "SELECT current_user"))) {
                throw new DatabaseFailure("owner-missing");
            }
            if (ask(connection, STANDS_ABOVE).equals("t")) {
                throw new DatabaseFailure("application-stands-above", role);
            }
            if (ask(connection, OWNS).equals("t")) {
                throw new DatabaseFailure("application-owns", role);
            }
            return new NamedPostgres(address, owner, role);
        } catch (SQLException e) {
            throw new DatabaseFailure(e, "unreachable", address, String.valueOf(e.getMessage()));
        }
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        var properties = new Properties();
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    static void requireSupported(int major) {
        if (major < OLDEST_MAJOR) {
            throw new DatabaseFailure("too-old", major, OLDEST_MAJOR);
        }
    }

    private static void requireUtf8(Connection connection) throws SQLException {
        var encoding = ask(connection, "SHOW server_encoding");
        if (!"UTF8".equals(encoding)) {
            throw new DatabaseFailure("not-utf8", encoding);
        }
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Override
    public String getUsername() {
        return role;
    }

    @Override
    public @Nullable String getPassword() {
        return address.password();
    }

    @Override
    public String getJdbcUrl() {
        return address.jdbcUrl();
    }

    @Override
    public void close() {}
}
