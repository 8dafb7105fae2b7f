package org.mailuo.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads back, transaction by transaction in the order in which they began, which rows the house wrote: rows that never
 * change by the transaction that made them, rows that change by the trail, bags by their history.
 */
final class Recording implements AutoCloseable {
    /** One row written: an insert of all columns, or an update of some, with the key behind the new values. */
    record Write(Table table, String sql, @Nullable Object[] values, int keyStart) {}

    /** What one transaction wrote, in an order that the foreign keys accept. */
    record Batch(List<Write> writes) {}

    private static final int FETCH = 2000;
    private final Connection connection;
    private final List<Source> sources = new ArrayList<>();

    Recording(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        run("create temp table command_numbers on commit drop as"
                + " select command_id, xmin::text::bigint as xid from audit.commands");
        run("create unique index on command_numbers (command_id)");
        run("analyze command_numbers");
        for (Table table : Table.all(connection)) {
            if (table.name().equals(Table.BAGS)) {
                bags(table);
            } else if (table.watched()) {
                watched(table);
            } else if (table.underCommand() && !table.name().equals("audit.commands")) {
                open(
                        table,
                        "select x.xid, t.* from %s t join command_numbers x using (command_id) order by x.xid"
                                .formatted(table.name()),
                        false);
            } else {
                open(
                        table,
                        "select t.xmin::text::bigint as xid, t.* from %s t where t.xmin::text::bigint in"
                                        .formatted(table.name())
                                + " (select xid from command_numbers) order by 1",
                        false);
            }
        }
        sources.sort(
                Comparator.comparing((Source source) -> source.isUpdate).thenComparing(source -> source.table.rank()));
    }

    private void watched(Table table) throws SQLException {
        String after = table.sealed().isEmpty()
                ? "t.after"
                : """
                t.after || coalesce((select jsonb_object_agg(c.key, c.value) from %s r, jsonb_each(to_jsonb(r)) c
                                     where r.station_id = t.station_id and r.%s = t.row_id::uuid
                                       and t.after ?? c.key and c.key in ('%s')), '{}')
                """.formatted(table.name(), table.key().getLast(), String.join("', '", table.sealed()));
        String changes = """
                select x.xid, (jsonb_populate_record(null::%1$s, %4$s)).*%3$s
                from audit.trail t join command_numbers x using (command_id)
                where t.table_name = '%1$s' and t.operation = '%2$s' order by x.xid, t.entry_no
                """;
        open(table, changes.formatted(table.name(), "INSERT", "", after), false);
        String changed =
                ", array(select jsonb_object_keys(t.after)) as changed_, t.row_id as row_, t.station_id as station_";
        open(table, changes.formatted(table.name(), "UPDATE", changed, after), true);
    }

    private void bags(Table table) throws SQLException {
        open(table, """
                select x.xid, b.station_id, b.bag_id, b.din, b.product_code, b.division, b.volume_ml, b.source_ml,
                       b.anticoagulant, b.collected_at, b.expires_at, null::text as blood_group,
                       'QUARANTINE' as status, 0::smallint as open_holds, e.place, null::uuid as release_id,
                       null::timestamptz as released_at, null::timestamptz as labelled_at, null::text as discard_reason
                from units.events e join units.bags b using (station_id, bag_id) join command_numbers x using (command_id)
                where e.from_status is null order by x.xid, e.event_id
                """, false);
        open(table, """
                select x.xid, b.station_id, b.bag_id,
                       e.to_status as status, e.open_holds, e.place,
                       case when b.released_at <= e.at then b.blood_group end as blood_group,
                       case when b.released_at <= e.at then b.release_id end as release_id,
                       case when b.released_at <= e.at then b.released_at end as released_at,
                       case when b.labelled_at <= e.at then b.labelled_at end as labelled_at,
                       case when e.to_status = 'DISCARDED' then b.discard_reason end as discard_reason,
                       array['status', 'open_holds', 'place', 'blood_group', 'release_id', 'released_at', 'labelled_at',
                             'discard_reason'] as changed_,
                       b.bag_id::text as row_, b.station_id as station_
                from units.events e join units.bags b using (station_id, bag_id) join command_numbers x using (command_id)
                where e.from_status is not null order by x.xid, e.event_id
                """, true);
    }

    /** The next transactions, at most so many; empty at the end. */
    List<Batch> next(int limit) throws SQLException {
        List<Batch> batches = new ArrayList<>();
        while (batches.size() < limit) {
            long xid = Long.MAX_VALUE;
            for (Source source : sources) {
                xid = Math.min(xid, source.xid);
            }
            if (xid == Long.MAX_VALUE) {
                break;
            }
            List<Write> writes = new ArrayList<>();
            for (Source source : sources) {
                while (source.xid == xid) {
                    writes.add(source.take());
                }
            }
            batches.add(new Batch(writes));
        }
        return batches;
    }

    private void open(Table table, String sql, boolean isUpdate) throws SQLException {
        sources.add(new Source(connection.prepareStatement(sql), table, isUpdate));
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Source source : sources) {
            source.statement.close();
        }
        connection.rollback();
        connection.close();
    }

    private static final class Source {
        private final PreparedStatement statement;
        private final ResultSet rows;
        private final Table table;
        private final boolean isUpdate;
        private long xid;

        Source(PreparedStatement statement, Table table, boolean isUpdate) throws SQLException {
            this.statement = statement;
            this.table = table;
            this.isUpdate = isUpdate;
            statement.setFetchSize(FETCH);
            rows = statement.executeQuery();
            advance();
        }

        private void advance() throws SQLException {
            xid = rows.next() ? rows.getLong("xid") : Long.MAX_VALUE;
        }

        Write take() throws SQLException {
            Write write = isUpdate ? update() : insert();
            advance();
            return write;
        }

        private Write insert() throws SQLException {
            @Nullable Object[] values = new Object[table.columns().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.getObject(table.columns().get(i));
            }
            return new Write(table, table.insert(), values, 0);
        }

        private Write update() throws SQLException {
            List<String> changed = new ArrayList<>();
            for (String column : (String[]) rows.getArray("changed_").getArray()) {
                changed.add(column);
            }
            @Nullable Object[] values = new Object[changed.size() + table.key().size()];
            for (int i = 0; i < changed.size(); i++) {
                values[i] = rows.getObject(changed.get(i));
            }
            for (int i = 0; i < table.key().size(); i++) {
                values[changed.size() + i] = key(table.key().get(i));
            }
            return new Write(table, table.update(changed), values, changed.size());
        }

        private Object key(String column) throws SQLException {
            return column.equals("station_id")
                    ? rows.getInt("station_")
                    : table.key().size() > 2
                            ? rows.getString("row_")
                            : java.util.UUID.fromString(rows.getString("row_"));
        }
    }
}
