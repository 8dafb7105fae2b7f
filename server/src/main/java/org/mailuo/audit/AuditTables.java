package org.mailuo.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Finding.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    /** @return how many rows were compared */
    long verify(List<Integer> stations) throws SQLException {
        List<Watched> kept = withTrigger("keep_digests");
        List<Watched> watched = withTrigger("trail_update");
        guards(stations, kept, watched);
        long rows = 0;
        for (Watched table : kept) {
            rows += kept(table);
        }
        for (Watched table : watched) {
            rows += watched(table);
        }
        bags();
        return rows;
    }

    private List<Watched> withTrigger(String trigger) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select n.nspname || '.' || c.relname, format('%I.%I', n.nspname, c.relname), t.tgargs
                from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
                where t.tgname = ? and not t.tgisinternal and t.tgparentid = 0 order by 1
                """)) {
            statement.setString(1, trigger);
            return list(statement, row -> new Watched(row.getString(1), row.getString(2), arguments(row.getBytes(3))));
        }
    }

    /** Each argument ends in a zero byte; an empty one counts. */
    private static List<String> arguments(byte[] stored) {
        String text = new String(stored, StandardCharsets.UTF_8);
        return List.of(text.substring(0, Math.max(0, text.length() - 1)).split("\0", -1));
    }

    private void guards(List<Integer> stations, List<Watched> kept, List<Watched> watched) throws SQLException {
        int station = stations.isEmpty() ? 0 : stations.getFirst();
        try (var statement = connection.prepareStatement("""
                select n.nspname || '.' || c.relname, t.tgname
                from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
                where t.tgenabled <> 'O' and not t.tgisinternal order by 1, 2
                """)) {
            list(statement, row -> Finding.of(Kind.GUARD_MISSING, station, row.getString(1), row.getString(2)))
                    .forEach(report);
        }
        try (var statement = connection.prepareStatement(
                "select distinct table_name, operation = 'KEEP' from audit.trail order by 1, 2")) {
            Set<String> keptNames = kept.stream().map(Watched::name).collect(Collectors.toSet());
            Set<String> watchedNames = watched.stream().map(Watched::name).collect(Collectors.toSet());
            list(statement, row -> Map.entry(row.getString(1), row.getBoolean(2))).stream()
                    .filter(seen -> !(seen.getValue() ? keptNames : watchedNames).contains(seen.getKey()))
                    .map(seen -> Finding.of(
                            Kind.GUARD_MISSING,
                            station,
                            seen.getKey(),
                            seen.getValue() ? "keep_digests" : "trail_update"))
                    .forEach(report);
        }
    }

    private long kept(Watched table) throws SQLException {
        List<String> key = table.arguments().subList(1, table.arguments().size());
        String fixed = table.arguments().getFirst();
        String sql = """
                select coalesce(e.station_id, t.station_id), coalesce(e.key, t.key), e.entry_id, e.digest, t.j::text
                from (select e.station_id, e.entry_id, k.key, k.value as digest
                      from audit.trail e, jsonb_each_text(e.after) k
                      where e.table_name = ? and e.operation = 'KEEP') e
                full join (select r.station_id, concat_ws('/', %s) as key, %s as j
                           from (select station_id, jsonb_strip_nulls(to_jsonb(x)) as j from %s x offset 0) r) t
                  on t.station_id = e.station_id and t.key = e.key
                """.formatted(
                        key.stream().map(column -> "r.j ->> '" + column + "'").collect(Collectors.joining(", ")),
                        fixed.equals("{}")
                                ? "r.j"
                                : "(select jsonb_object_agg(c.key, c.value) from jsonb_each(r.j) c where c.key = any ('%s'))"
                                        .formatted(fixed),
                        table.sqlName());
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.name());
            return each(statement, row -> kept(table, row));
        }
    }

    private void kept(Watched table, ResultSet row) throws SQLException {
        int station = row.getInt(1);
        String key = row.getString(2);
        long entry = row.getLong(3);
        String digest = row.getString(4);
        String text = row.getString(5);
        if (digest == null) {
            report.accept(Finding.of(Kind.ROW_ADDED, station, table.name(), key));
        } else if (text == null) {
            report.accept(Finding.of(Kind.ROW_REMOVED, station, table.name(), key, entry));
        } else if (!digest.equals(Base64.getEncoder().encodeToString(SealedLink.digest(text)))) {
            report.accept(Finding.of(Kind.ROW_ALTERED, station, table.name(), key, entry));
        }
    }

    private long watched(Watched table) throws SQLException {
        String key = table.arguments().getFirst();
        String sql = """
                select coalesce(e.station_id, t.station_id), coalesce(e.row_id, t.key), e.last, e.operation, e.changes, t.j
                from (select station_id, row_id, max(entry_id) as last,
                             (array_agg(operation order by entry_id desc))[1] as operation,
                             jsonb_agg(after order by entry_id)::text as changes
                      from audit.trail where table_name = ? and operation <> 'KEEP' group by 1, 2) e
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
        long entry = row.getLong(3);
        boolean isDeleted = "DELETE".equals(row.getString(4));
        String changes = row.getString(5);
        String present = row.getString(6);
        if (changes == null || (isDeleted && present != null)) {
            report.accept(Finding.of(Kind.ROW_ADDED, station, table.name(), key));
        } else if (present == null) {
            if (!isDeleted) {
                report.accept(Finding.of(Kind.ROW_REMOVED, station, table.name(), key, entry));
            }
        } else {
            String secret = table.arguments().size() > 1 ? table.arguments().get(1) : "";
            Set<String> columns = differing(sum(changes), shown(JSON.readTree(present), secret));
            if (!columns.isEmpty()) {
                report.accept(
                        Finding.of(Kind.STATE_DIFFERS, station, table.name(), key, entry, String.join(", ", columns)));
            }
        }
    }

    /** What the columns are after all recorded changes. */
    private static Map<String, JsonNode> sum(String changes) {
        Map<String, JsonNode> state = new TreeMap<>();
        for (JsonNode change : JSON.readTree(changes)) {
            change.properties().forEach(column -> state.put(column.getKey(), column.getValue()));
        }
        state.values().removeIf(JsonNode::isNull);
        return state;
    }

    private static Map<String, JsonNode> shown(JsonNode row, String secret) {
        Map<String, JsonNode> state = new TreeMap<>();
        row.properties().forEach(column -> state.put(column.getKey(), column.getValue()));
        state.computeIfPresent(
                secret,
                (column, value) -> JSON.getNodeFactory()
                        .stringNode(HexFormat.of().formatHex(SealedLink.digest(value.stringValue()))));
        return state;
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
