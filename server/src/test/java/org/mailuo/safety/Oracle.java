package org.mailuo.safety;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.mailuo.shared.StationId;

/**
 * Says what is wrong with bags, by the raw tables alone. It shares no line with the product: it calls none of its
 * functions, reads none of its views and no column that a trigger keeps.
 */
final class Oracle {
    private static final String BAGS = read("bags.sql");
    private static final String ISSUES = read("issues.sql");

    /** One bag and the stop that it should never have passed. */
    record Violation(UUID bag, String stop) implements Comparable<Violation> {
        @Override
        public int compareTo(Violation other) {
            int byBag = bag.compareTo(other.bag);
            return byBag == 0 ? stop.compareTo(other.stop) : byBag;
        }

        @Override
        public String toString() {
            return stop;
        }
    }

    private Oracle() {}

    /** All bags that left the station, by an issue or by their status. */
    static Set<UUID> gone(Connection connection, StationId station) throws SQLException {
        try (var query = connection.prepareStatement("""
                select bag_id from distribution.issues where station_id = ?
                union
                select bag_id from units.bags
                where station_id = ? and status in ('ISSUED', 'RECEIVED', 'TRANSFUSED', 'RETURNED')
                """)) {
            query.setInt(1, station.value());
            query.setInt(2, station.value());
            Set<UUID> gone = new TreeSet<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    gone.add(rows.getObject(1, UUID.class));
                }
            }
            return gone;
        }
    }

    /** Every bag of the station. */
    static Set<UUID> all(Connection connection, StationId station) throws SQLException {
        try (var query = connection.prepareStatement("select bag_id from units.bags where station_id = ?")) {
            query.setInt(1, station.value());
            Set<UUID> all = new TreeSet<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getObject(1, UUID.class));
                }
            }
            return all;
        }
    }

    /** What stands against these bags now, whoever would hand them out to whom. */
    static Set<Violation> ofBags(Connection connection, StationId station, Collection<UUID> bags) throws SQLException {
        return ask(connection, BAGS, station, bags);
    }

    /** What was wrong with the handing out of these bags, asked in the step in which they left. */
    static Set<Violation> ofIssues(Connection connection, StationId station, Collection<UUID> bags)
            throws SQLException {
        return ask(connection, ISSUES, station, bags);
    }

    private static Set<Violation> ask(Connection connection, String sql, StationId station, Collection<UUID> bags)
            throws SQLException {
        Set<Violation> found = new TreeSet<>();
        if (bags.isEmpty()) {
            return found;
        }
        try (var query = connection.prepareStatement(sql)) {
            query.setInt(1, station.value());
            query.setArray(2, connection.createArrayOf("uuid", bags.toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Violation(rows.getObject(1, UUID.class), rows.getString(2)));
                }
            }
        }
        return found;
    }

    private static String read(String name) {
        try (var file = Oracle.class.getResourceAsStream(name)) {
            return new String(java.util.Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
