package org.mailuo.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.mailuo.shared.StationId;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out connections that show the thread's station. It is set before any transaction begins, so that no rollback
 * takes it back, and remembered for each connection of the pool, so that the same station again costs nothing.
 */
final class StationDataSource extends DelegatingDataSource {
    private static final String NONE = "";

    private final Map<PGConnection, String> shown = Collections.synchronizedMap(new WeakHashMap<>());

    StationDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        try {
            show(connection, StationScope.current().map(StationDataSource::text).orElse(NONE));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void show(Connection connection, String station) throws SQLException {
        var physical = connection.unwrap(PGConnection.class);
        if (!station.equals(shown.getOrDefault(physical, NONE))) {
            set(connection, station, false);
            shown.put(physical, station);
        }
    }

    /** For the rest of the running transaction only. */
    static void showInTransaction(Connection connection, StationId station) throws SQLException {
        set(connection, text(station), true);
    }

    private static void set(Connection connection, String station, boolean inTransaction) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config('mailuo.station', ?, ?)")) {
            statement.setString(1, station);
            statement.setBoolean(2, inTransaction);
            statement.execute();
        }
    }

    private static String text(StationId station) {
        return Integer.toString(station.value());
    }
}
