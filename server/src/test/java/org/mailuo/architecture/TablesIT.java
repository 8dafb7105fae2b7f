package org.mailuo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailuo.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tables themselves promise: every row belongs to a station, and nothing changes without a trail. */
class TablesIT {
    /** The same for every station; a distributed database copies them to each node. */
    private static final List<String> REFERENCE = List.of(
            "keys.checks",
            "audit.kept",
            "products.%",
            "donors.deferral_terms",
            "collection.rule_sets",
            "collection.report_reasons",
            "testing.schemes",
            "distribution.compatibility",
            "processing.balances",
            "processing.duration_limits",
            "processing.recipes",
            "processing.time_limits");

    private final JdbcClient jdbc = TestDatabase.fresh().owner().jdbc();

    @Test
    void theStationComesFirstInEveryKey() {
        assertThat(keysWithoutStation()).isEmpty();
    }

    @Test
    void theSearchForKeysFindsAKeyWithoutStation() {
        jdbc.sql("create table units.stray (id integer primary key)").update();
        try {
            assertThat(keysWithoutStation()).containsExactly("units.stray stray_pkey");
        } finally {
            jdbc.sql("drop table units.stray").update();
        }
    }

    @Test
    void everyTableIsUnderTheTrailOrAppendOnlyOrKeepsItsOwnHistory() {
        assertThat(unwatched()).isEmpty();
    }

    @Test
    void theSearchForUnwatchedTablesFindsOne() {
        jdbc.sql("create table units.loose (station_id integer primary key)").update();
        try {
            assertThat(unwatched()).containsExactly("units.loose");
        } finally {
            jdbc.sql("drop table units.loose").update();
        }
    }

    private List<String> keysWithoutStation() {
        return jdbc.sql("""
                select n.nspname || '.' || c.relname || ' ' || i.relname
                from pg_index x
                join pg_class c on c.oid = x.indrelid
                join pg_class i on i.oid = x.indexrelid
                join pg_namespace n on n.oid = c.relnamespace
                left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
                where (x.indisunique or x.indisprimary)
                  and n.nspname not in ('public', 'pg_catalog', 'information_schema', 'pg_toast')
                  and not (n.nspname || '.' || c.relname like any (:reference))
                  and a.attname is distinct from 'station_id'
                  -- one account name, one facility number for the whole installation
                  and i.relname not in ('staff_login', 'stations_facility')
                order by 1
                """)
                .param("reference", REFERENCE.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private List<String> unwatched() {
        return jdbc.sql("""
                select n.nspname || '.' || c.relname
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r'
                  and n.nspname not in ('public', 'pg_catalog', 'information_schema', 'pg_toast')
                  and not (n.nspname || '.' || c.relname like any (:reference))
                  and not exists (select from pg_trigger t where t.tgrelid = c.oid
                                  and t.tgname in ('append_only', 'trail_update', 'event_update'))
                  -- the reservation in force, which the history of its bag records; the sample,
                  -- whose only changing column a trigger copies from the append-only conclusions; the clock, written when
                  -- its station is founded and by the operator's own hand
                  and n.nspname || '.' || c.relname not in ('audit.clocks', 'distribution.allocations', 'testing.samples')
                order by 1
                """)
                .param("reference", REFERENCE.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
