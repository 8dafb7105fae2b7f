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
    private final AuditTables tables;
    private final Map<Integer, Long> waiting = new TreeMap<>();
    private final int patience;
    private long here;
    private long newest;
    private long rows;
    private long seals;
    private long pending;
    private long findings;

    /**
     * @param connection of a role that sees every row; it is given its own settings and left in a rolled back transaction
     * @param progress what is being looked at, in keys {@code step.…}
     * @param patience seconds for which a running application may take to seal what waits
     */
    AuditVerification(
            Connection connection,
            Collection<Anchor> known,
            Consumer<Finding> report,
            Consumer<String> progress,
            int patience) {
        this.connection = connection;
        this.report = report;
        this.progress = progress;
        this.patience = patience;
        this.tables = new AuditTables(connection, this::found);
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
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select system_identifier from pg_control_system()")) {
            row.next();
            here = row.getLong(1);
        }
        List<Integer> stations = stations();
        tables.guards(stations.isEmpty() ? 0 : stations.getFirst());
        for (int station : stations) {
            verify(station);
        }
        progress.accept("step.tables");
        rows += tables.state();
        connection.rollback();
        awaitSeals();
        return new Result(rows, seals, stations.size(), pending, findings);
    }

    private List<Integer> stations() throws SQLException {
        try (var statement = connection.prepareStatement("""
                        select station_id from audit.seals union select station_id from audit.commands
                        union select unnest(?::int[]) order by 1
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
        rows(station, last);
    }

    /** The seals against each other. @return the last one, whether or not it is right */
    private @Nullable SealedLink chain(int station) throws SQLException {
        Map<Long, String> wanted = new TreeMap<>();
        anchors.getOrDefault(station, List.of()).forEach(anchor -> wanted.put(anchor.seal(), anchor.hash()));
        SealedLink before = null;
        try (var statement = connection.prepareStatement("""
                select s.seal_no, (extract(epoch from s.sealed_at) * 1000000)::bigint, s.cluster, s.through::text,
                       s.floor, s.tables::text, s.entries::text, s.keys::text,
                       coalesce((select string_agg(d, ''::bytea order by n) from unnest(s.digests) with ordinality u(d, n)), ''),
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
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10),
                row.getBytes(11));
    }

    private void rows(int station, @Nullable SealedLink last) throws SQLException {
        newest = newestTransaction();
        var altered = new Reordered();
        try (PreparedStatement statement = connection.prepareStatement("""
                select coalesce(s.seal_no, 0) as seal_no, coalesce(s.table_name, r.table_name) as table_name,
                       coalesce(s.entry_no, r.entry_no) as entry_no, coalesce(s.key, r.key) as key, s.digest, r.json,
                       r.xid::text as xid
                from (select z.seal_no, u.* from audit.seals z,
                             unnest(z.tables, z.entries, z.keys, z.digests) u(table_name, entry_no, key, digest)
                      where z.station_id = ?) s
                full join (%s) r on r.entry_no = s.entry_no
                """.formatted(tables.sealedRows(station)))) {
            statement.setInt(1, station);
            statement.setFetchSize(FETCH);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    SealedRow row = SealedRow.read(station, result);
                    if (row.digest() == null) {
                        unsealed(row, last);
                    } else if (row.json() == null) {
                        found(row.finding(Kind.REMOVED));
                    } else if (!row.isAsSealed()) {
                        altered.add(row);
                    }
                    rows++;
                }
            }
        }
        altered.tell(this::found);
    }

    /** Rows of a transaction that the last seal did not reach wait for the next one; the others were slipped in. */
    private void unsealed(SealedRow row, @Nullable SealedLink last) {
        boolean isWaiting = last == null
                || (row.entry() > last.floor()
                        && Long.compareUnsigned(row.xid(), Long.parseUnsignedLong(last.through())) >= 0
                        && (last.cluster() != here || Long.compareUnsigned(row.xid(), newest) < 0));
        if (isWaiting) {
            pending++;
            waiting.merge(row.station(), 1L, Long::sum);
        } else {
            found(row.finding(Kind.ADDED));
        }
    }

    /**
     * Where an application is running, what waited for the next seal has it soon; a minute is long enough for any
     * transaction that held it up. Where none is running, the next start seals it.
     */
    private void awaitSeals() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        for (int second = 0; second < patience && !waiting.isEmpty() && isApplicationRunning(); second++) {
            pause();
            waiting.keySet().removeIf(this::isSealedSince);
        }
        if (!waiting.isEmpty() && isApplicationRunning()) {
            waiting.forEach((station, rows) -> found(Finding.of(Kind.NOT_SEALED, station, rows)));
        }
        connection.rollback();
    }

    private boolean isSealedSince(int station) {
        try (var statement = connection.prepareStatement(
                "select count(*) from audit.seals where station_id = ? and through::text::numeric >= ?::numeric")) {
            statement.setInt(1, station);
            statement.setString(2, Long.toUnsignedString(newest));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private boolean isApplicationRunning() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and application_name = 'mailuo' and pid <> pg_backend_pid()
                        """)) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private long newestTransaction() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_snapshot_xmax(pg_current_snapshot())::text")) {
            row.next();
            return Long.parseUnsignedLong(row.getString(1));
        }
    }

    private static boolean equal(byte[] one, byte[] other) {
        return java.util.Arrays.equals(one, other);
    }
}
