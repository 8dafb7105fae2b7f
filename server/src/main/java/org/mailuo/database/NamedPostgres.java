package org.mailuo.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The operator's own PostgreSQL: looked at once, refused in words when it cannot serve us, never managed. */
record NamedPostgres(DatabaseAddress address) implements Database {

    static final int OLDEST_MAJOR = 15;

    static NamedPostgres open(DatabaseAddress address) {
        try (var connection = connect(address)) {
            requireSupported(connection.getMetaData().getDatabaseMajorVersion());
            requireUtf8(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e, "unreachable", address, String.valueOf(e.getMessage()));
        }
        return new NamedPostgres(address);
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
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW server_encoding")) {
            if (row.next() && !"UTF8".equals(row.getString(1))) {
                throw new DatabaseFailure("not-utf8", row.getString(1));
            }
        }
    }

    @Override
    public @Nullable String getUsername() {
        return address.user();
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
