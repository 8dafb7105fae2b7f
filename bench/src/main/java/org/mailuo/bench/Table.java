package org.mailuo.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table with a station's rows.
 *
 * @param rank parents by foreign key before their children
 * @param columns without those that the database fills for each transaction
 * @param sealed columns of bytes, which the trail shows as digests only
 * @param watched its changes are in the trail; otherwise its rows never change, or their changes have a history of
 *     their own
 */
record Table(
        String name,
        int rank,
        List<String> columns,
        List<String> key,
        List<String> sealed,
        boolean watched,
        boolean underCommand) {
    static final String BAGS = "units.bags";

    /** All of them, parents first. */
    static List<Table> all(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        with recursive mine as (
                            select c.oid, n.nspname || '.' || c.relname as name
                            from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where c.relkind in ('r', 'p') and not c.relispartition
                              and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'station_id')),
                        ranks (oid, rank) as (
                            select oid, 0 from mine
                            union
                            select f.conrelid, r.rank + 1 from ranks r
                            join pg_constraint f on f.confrelid = r.oid and f.contype = 'f' and f.conrelid <> f.confrelid
                            where r.rank < 30)
                        select m.name, (select max(rank) from ranks r where r.oid = m.oid) as rank,
                               array(select a.attname::text from pg_attribute a
                                     where a.attrelid = m.oid and a.attnum > 0 and not a.attisdropped
                                       and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
                                     order by a.attnum) as columns,
                               array(select a.attname::text from pg_constraint k join pg_attribute a
                                         on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                                     where k.conrelid = m.oid and k.contype = 'p') as key,
                               array(select a.attname::text from pg_attribute a
                                     where a.attrelid = m.oid and a.atttypid = 'bytea'::regtype) as sealed,
                               exists (select from pg_trigger t
                                       where t.tgrelid = m.oid and t.tgname = 'trail_insert') as watched,
                               exists (select from pg_attribute a
                                       where a.attrelid = m.oid and a.attname = 'command_id') as under_command
                        from mine m order by rank, m.name
                        """)) {
            while (row.next()) {
                tables.add(new Table(
                        row.getString("name"),
                        row.getInt("rank"),
                        List.of((String[]) row.getArray("columns").getArray()),
                        List.of((String[]) row.getArray("key").getArray()),
                        List.of((String[]) row.getArray("sealed").getArray()),
                        row.getBoolean("watched"),
                        row.getBoolean("under_command")));
            }
        }
        return tables;
    }

    String insert() {
        return "insert into %s (%s) overriding system value values (%s)"
                .formatted(name, String.join(", ", columns), "?, ".repeat(columns.size() - 1) + "?");
    }

    String update(List<String> changed) {
        return "update %s set %s where %s"
                .formatted(name, String.join(" = ?, ", changed) + " = ?", String.join(" = ? and ", key) + " = ?");
    }
}
