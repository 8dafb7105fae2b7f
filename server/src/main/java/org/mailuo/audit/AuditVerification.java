package org.mailuo.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Finding.Kind;

/**
 * Compares everything in the database with its digests and the digests with the chain, all from one snapshot. It uses
 * PostgreSQL's own functions only and computes every digest itself: whoever can change a row can change a function.
 */
final class AuditVerification {

    /** @param pending rows that wait for the next seal, which is no finding */
    record Result(long rows, long seals, int stations, long pending, long findings) {}

    private static final int FETCH = 2_000;

    private final Connection connection;
    private final Consumer<Finding> report;
    private final Consumer<String> progress;
    private final Map<Integer, List<Anchor>> anchors = new TreeMap<>();
    private long rows;
    private long seals;
    private long pending;
    private long findings;

    /**
     * @param connection of a role that sees every row; it is given its own settings and left in a rolled back transaction
     * @param progress what is being looked at, in keys {@code step.…}
     */
    AuditVerification(
            Connection connection, Collection<Anchor> known, Consumer<Finding> report, Consumer<String> progress) {
        this.connection = connection;
        this.report = report;
        this.progress = progress;
        known.forEach(anchor -> anchors.computeIfAbsent(anchor.station(), station -> new ArrayList<>())
                .add(anchor));
    }

    Result run() throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            // One canonical text for times, no function but PostgreSQL's own, and an error rather than hidden rows.
            statement.execute("set local timezone = 'UTC'");
            statement.execute("set local search_path = pg_catalog, pg_temp");
            statement.execute("set local row_security = off");
            statement.execute("set local work_mem = '256MB'");
            statement.execute("set local bytea_output = 'hex'");
            statement.execute("set local jit = off");
        }
        List<Integer> stations = stations();
        for (int station : stations) {
            verify(station);
        }
        var tables = new AuditTables(connection, this::found);
        progress.accept("step.tables");
        rows += tables.verify(stations);
        connection.rollback();
        return new Result(rows, seals, stations.size(), pending, findings);
    }

    private List<Integer> stations() throws SQLException {
        try (var statement = connection.prepareStatement("""
                        select station_id from audit.seals union select station_id from audit.commands
                        union select station_id from audit.trail union select unnest(?::int[]) order by 1
                        """)) {
            statement.setArray(
                    1, connection.createArrayOf("int4", anchors.keySet().toArray()));
            return AuditTables.list(statement, row -> row.getInt(1));
        }
    }

    private void found(Finding finding) {
        findings++;
        report.accept(finding);
    }

    private void verify(int station) throws SQLException {
        progress.accept("step.chain");
        SealedLink last = chain(station);
        progress.accept("step.rows");
        entries(station, last);
        commands(station, last);
    }

    /** The seals against each other. @return the last one, whether or not it is right */
    private @Nullable SealedLink chain(int station) throws SQLException {
        Map<Long, String> wanted = new TreeMap<>();
        anchors.getOrDefault(station, List.of()).forEach(anchor -> wanted.put(anchor.seal(), anchor.hash()));
        SealedLink before = null;
        try (var statement = connection.prepareStatement("""
                select s.seal_no, (extract(epoch from s.sealed_at) * 1000000)::bigint, s.cluster, s.through::text,
                       s.entry_floor, s.command_floor, array_to_string(s.entries, ','), array_to_string(s.commands, ','),
                       coalesce((select string_agg(d, ''::bytea order by n) from unnest(s.entry_digests) with ordinality u(d, n)), '')
                       || coalesce((select string_agg(d, ''::bytea order by n) from unnest(s.command_digests) with ordinality u(d, n)), ''),
                       s.previous, s.hash
                from audit.seals s where s.station_id = ? order by s.seal_no
                """)) {
            statement.setInt(1, station);
            statement.setFetchSize(50);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    SealedLink link = link(station, row);
                    verify(link, before);
                    String anchored = wanted.remove(link.number());
                    if (anchored != null && !anchored.equals(HexFormat.of().formatHex(link.hash()))) {
                        found(Finding.of(Kind.ANCHOR_DISAGREES, station, link.number()));
                    }
                    before = link;
                    seals++;
                }
            }
        }
        wanted.keySet().forEach(number -> found(Finding.of(Kind.ANCHOR_MISSING, station, number)));
        return before;
    }

    private void verify(SealedLink link, @Nullable SealedLink before) {
        long expected = before == null ? 1 : before.number() + 1;
        if (link.number() != expected) {
            found(Finding.of(Kind.SEAL_REMOVED, link.station(), expected, link.number() - 1));
        }
        if (!equal(link.hash(), link.expectedHash())) {
            found(Finding.of(Kind.SEAL_ALTERED, link.station(), link.number()));
        } else if (link.number() == expected
                && !equal(link.previous(), before == null ? SealedLink.BEFORE_THE_FIRST : before.hash())) {
            found(Finding.of(Kind.CHAIN_BROKEN, link.station(), link.number(), link.number() - 1));
        }
    }

    private static SealedLink link(int station, ResultSet row) throws SQLException {
        return new SealedLink(
                station,
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10),
                row.getBytes(11));
    }

    private void entries(int station, @Nullable SealedLink last) throws SQLException {
        var altered = new ReorderedEntries();
        compare("""
                select s.seal_no, s.id, s.digest, t.entry_id,
                       jsonb_build_array(t.station_id, t.xid, t.at, t.actor_id, t.command_id, t.action, t.table_name,
                                         t.row_id, t.operation, t.before, t.after, t.reason)::text,
                       t.xid::text, t.table_name, t.row_id
                from (select z.seal_no, u.id, u.digest
                      from audit.seals z, unnest(z.entries, z.entry_digests) u(id, digest) where z.station_id = ?) s
                full join (select * from audit.trail where station_id = ?) t on t.entry_id = s.id
                """, station, row -> {
            if (row.digest() == null) {
                unsealed(row, last, last == null ? 0 : last.entryFloor(), Kind.ENTRY_ADDED);
            } else if (row.text() == null) {
                found(Finding.of(Kind.ENTRY_REMOVED, station, row.id(), row.seal()));
            } else if (!equal(row.digest(), SealedLink.digest(row.id() + " " + row.text()))) {
                altered.add(row);
            }
        });
        altered.tell(this::found);
    }

    private void commands(int station, @Nullable SealedLink last) throws SQLException {
        compare("""
                select s.seal_no, s.id, s.digest, t.number,
                       jsonb_build_array(t.station_id, t.xid, t.command_id, t.name, t.at, t.actor_id, t.actor_login,
                                         t.origin)::text,
                       t.xid::text, 'audit.commands', t.command_id::text
                from (select z.seal_no, u.id, u.digest
                      from audit.seals z, unnest(z.commands, z.command_digests) u(id, digest) where z.station_id = ?) s
                full join (select * from audit.commands where station_id = ?) t on t.number = s.id
                """, station, row -> {
            if (row.digest() == null) {
                unsealed(row, last, last == null ? 0 : last.commandFloor(), Kind.COMMAND_ADDED);
            } else if (row.text() == null) {
                found(Finding.of(Kind.COMMAND_REMOVED, station, row.id(), row.seal()));
            } else if (!equal(row.digest(), SealedLink.digest(row.id() + " " + row.text()))) {
                found(Finding.of(Kind.COMMAND_ALTERED, station, row.id(), row.rowId(), row.seal()));
            }
        });
    }

    /** Rows of a transaction that the last seal did not reach wait for the next one; the others were slipped in. */
    private void unsealed(SealedRow row, @Nullable SealedLink last, long floor, Kind kind) {
        if (last == null
                || (row.id() > floor && Long.compareUnsigned(row.xid(), Long.parseUnsignedLong(last.through())) >= 0)) {
            pending++;
        } else {
            found(Finding.of(kind, row.station(), row.id(), row.table(), row.rowId()));
        }
    }

    private void compare(String sql, int station, Consumer<SealedRow> each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, station);
            statement.setInt(2, station);
            statement.setFetchSize(FETCH);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    each.accept(SealedRow.read(station, row));
                    rows++;
                }
            }
        }
    }

    private static boolean equal(byte[] one, byte[] other) {
        return java.util.Arrays.equals(one, other);
    }
}
