package org.mailuo.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Finding.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the business tables with what the trail says of them: rows that never change with the digest of the day on
 * which they were written, rows that change with the sum of their recorded changes.
 */
final class AuditTables {
    private static final int FETCH = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A table and the arguments of its trigger. */
    private record Watched(String name, String sqlName, List<String> arguments) {}

    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Consumer<Finding> report;

    AuditTables(Connection connection, Consumer<Finding> report) {
        this.connection = connection;
        this.report = report;
    }

    /**
     * The rows that seals should know, of all tables: table_name, entry_no, key, json and xid. Each row's JSON is what was
     * sealed, in full or of the columns that never change.
     */
    String sealedRows(int station) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select format('select %L::text as table_name, x.entry_no, concat_ws(''/'', %s) as key, %s::text as json, x.xid'
                                  || ' from %I.%I x where x.station_id = %s',
                              k.table_name,
                              (select string_agg(format('x.%I', c), ', ' order by n) from unnest(k.key) with ordinality u(c, n)),
                              case when k.fixed = '{}' then 'to_json(x)'
                                   else (select format('(select to_json(f) from (select %s) f)',
                                                       string_agg(format('x.%I', c), ', ' order by n))
                                         from unnest(k.fixed || '{xid,entry_no}') with ordinality u(c, n)) end,
                              split_part(k.table_name, '.', 1), split_part(k.table_name, '.', 2), ?::int)
                from audit.kept k order by k.table_name
                """)) {
            statement.setInt(1, station);
            return String.join(" union all ", list(statement, row -> row.getString(1)));
        }
    }

    /** @return how many rows that may change were compared with their recorded changes */
    long state() throws SQLException {
        long rows = 0;
        for (Watched table : watched()) {
            rows += watched(table);
        }
        bags();
        return rows;
    }

    private List<Watched> watched() throws SQLException {
        try (var statement = connection.prepareStatement("""
                select n.nspname || '.' || c.relname, format('%I.%I', n.nspname, c.relname), t.tgargs
                from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
                where t.tgname = 'trail_update' order by 1
                """)) {
            return list(statement, row -> new Watched(row.getString(1), row.getString(2), arguments(row.getBytes(3))));
        }
    }

    /** Each argument ends in a zero byte; an empty one counts. */
    private static List<String> arguments(byte[] stored) {
        String text = new String(stored, StandardCharsets.UTF_8);
        return List.of(text.substring(0, Math.max(0, text.length() - 1)).split("\0", -1));
    }

    /** What keeps the trail and the rows as they are. */
    void guards(int station) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select n.nspname || '.' || c.relname as name, t.tgname as guard
                from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
                where t.tgenabled <> 'O' and not t.tgisinternal
                union all
                select distinct e.table_name, 'trail_update' from audit.trail e
                where not exists (select from pg_trigger t where t.tgname = 'trail_update'
                                  and t.tgrelid = to_regclass(e.table_name))
                union all
                select distinct u.t, 'audit.kept' from audit.seals s, unnest(s.tables) u(t)
                where not exists (select from audit.kept k where k.table_name = u.t)
                order by name, guard
                """)) {
            list(statement, row -> Finding.of(Kind.GUARD_MISSING, station, row.getString(1), row.getString(2)))
                    .forEach(report);
        }
    }

    private long watched(Watched table) throws SQLException {
        String key = table.arguments().getFirst();
        String sql = """
                select coalesce(e.station_id, t.station_id), coalesce(e.row_id, t.key), e.operation, e.changes, t.j
                from (select station_id, row_id, (array_agg(operation order by entry_no desc))[1] as operation,
                             jsonb_agg(after order by entry_no)::text as changes
                      from audit.trail where table_name = ? group by 1, 2) e
                full join (select station_id, x.%1$s::text as key, jsonb_strip_nulls(to_jsonb(x))::text as j from %2$s x) t
                  on t.station_id = e.station_id and t.key = e.row_id
                """.formatted('"' + key + '"', table.sqlName());
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.name());
            return each(statement, row -> watched(table, row));
        }
    }

    private void watched(Watched table, ResultSet row) throws SQLException {
        int station = row.getInt(1);
        String key = row.getString(2);
        boolean isDeleted = "DELETE".equals(row.getString(3));
        String changes = row.getString(4);
        String present = row.getString(5);
        if (changes == null || (isDeleted && present != null)) {
            report.accept(Finding.of(Kind.STATE_ADDED, station, table.name(), key));
        } else if (present == null) {
            if (!isDeleted) {
                report.accept(Finding.of(Kind.STATE_REMOVED, station, table.name(), key));
            }
        } else {
            String secrets = table.arguments().size() > 1 ? table.arguments().get(1) : "";
            Set<String> columns = differing(sum(changes), shown(JSON.readTree(present), secrets));
            if (!columns.isEmpty()) {
                report.accept(Finding.of(Kind.STATE_DIFFERS, station, table.name(), key, String.join(", ", columns)));
            }
        }
    }

    /** What the columns are after all recorded changes. */
    private static Map<String, JsonNode> sum(String changes) {
        Map<String, JsonNode> state = new TreeMap<>();
        for (JsonNode change : JSON.readTree(changes)) {
            change.properties().forEach(column -> state.put(column.getKey(), withoutNulls(column.getValue())));
        }
        state.values().removeIf(JsonNode::isNull);
        return state;
    }

    /** As the trail shows a row: of a secret column its digest. */
    private static Map<String, JsonNode> shown(JsonNode row, String secrets) {
        Map<String, JsonNode> state = new TreeMap<>();
        row.properties().forEach(column -> state.put(column.getKey(), column.getValue()));
        for (String secret : secrets.split(",", -1)) {
            state.computeIfPresent(
                    secret,
                    (column, value) -> JSON.getNodeFactory()
                            .stringNode(HexFormat.of().formatHex(SealedLink.digest(value.asString()))));
        }
        return state;
    }

    /** As the trail writes a new row: what is null in it, at any depth, is not said. */
    private static JsonNode withoutNulls(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        value.forEach(AuditTables::withoutNulls);
        return value;
    }

    private static Set<String> differing(Map<String, JsonNode> one, Map<String, JsonNode> other) {
        Set<String> columns = new TreeSet<>(one.keySet());
        columns.addAll(other.keySet());
        columns.removeIf(column -> Objects.equals(one.get(column), other.get(column)));
        return columns;
    }

    /** A bag changes too often for old and new values: its own history, which never changes, says how it stands. */
    private void bags() throws SQLException {
        try (var statement = connection.prepareStatement("""
                select b.station_id, b.bag_id::text
                from units.bags b
                left join (select distinct on (station_id, bag_id) station_id, bag_id, to_status, place, open_holds
                           from units.events order by station_id, bag_id, event_id desc) e
                  on e.station_id = b.station_id and e.bag_id = b.bag_id
                where (b.status, b.place, b.open_holds) is distinct from (e.to_status, e.place, e.open_holds)
                """)) {
            list(
                            statement,
                            row -> Finding.of(
                                    Kind.STATE_DIFFERS,
                                    row.getInt(1),
                                    "units.bags",
                                    row.getString(2),
                                    0L,
                                    "status, place, open_holds"))
                    .forEach(report);
        }
    }

    @FunctionalInterface
    private interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    private static long each(PreparedStatement statement, RowConsumer consumer) throws SQLException {
        long rows = 0;
        statement.setFetchSize(FETCH);
        try (var row = statement.executeQuery()) {
            while (row.next()) {
                consumer.accept(row);
                rows++;
            }
        }
        return rows;
    }

    static <T extends @Nullable Object> List<T> list(PreparedStatement statement, Reader<T> reader)
            throws SQLException {
        List<T> all = new ArrayList<>();
        each(statement, row -> all.add(reader.read(row)));
        return all;
    }
}
