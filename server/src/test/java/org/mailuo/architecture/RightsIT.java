package org.mailuo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.OwnerDatabase;
import org.mailuo.TestDatabase;
import org.mailuo.trace.TraceFixtures;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the application's role may do in the database and what it may not, over the whole catalogue, so that a new table
 * or function cannot slip by. Two stations are filled, and no trigger stands in the way: only rights do.
 */
class RightsIT {
    private static final String OURS = "'pg_catalog', 'information_schema', 'pg_toast', 'public'";
    private static final int STATION = TraceFixtures.STATION.value();
    private static final int OTHER = TraceFixtures.OTHER.value();

    private static OwnerDatabase owner;
    private static JdbcClient application;
    private static TransactionTemplate transaction;

    /** @param columns all that a row is written with */
    private record Table(String name, String columns, long others) {}

    @BeforeAll
    static void twoStations() {
        TestDatabase database = TestDatabase.fresh();
        owner = database.owner();
        application = JdbcClient.create(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        TraceFixtures.aHouse(owner);
        owner.jdbc().sql("""
                do $$ declare t regclass; begin
                    for t in select oid from pg_class where relrowsecurity loop
                        execute format('alter table %s disable trigger user', t);
                    end loop;
                end $$""").update();
    }

    // The catalogue -------------------------------------------------------------------------------------------------

    @Test
    void everyTableOfAStationShowsItsRowsOnly() {
        assertThat(unguarded()).isEmpty();
        owner.jdbc()
                .sql("create table units.stray (station_id integer primary key)")
                .update();
        try {
            assertThat(unguarded()).containsExactly("units.stray");
            owner.jdbc()
                    .sql("alter table units.stray enable row level security")
                    .update();
            owner.jdbc()
                    .sql("create policy station on units.stray using (true)")
                    .update();
            assertThat(unguarded()).containsExactly("units.stray");
        } finally {
            owner.jdbc().sql("drop table units.stray").update();
        }
    }

    /** Tables without row-level security, or with another policy than the one. */
    private static List<String> unguarded() {
        return names("""
                select c.oid::regclass::text from pg_class c
                where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text not in (%s)
                  and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'station_id')
                  and (not c.relrowsecurity
                       or array(select format('%%s %%s %%s %%s %%s', p.polname, p.polcmd, p.polpermissive, p.polwithcheck is null,
                                              pg_get_expr(p.polqual, p.polrelid))
                                from pg_policy p where p.polrelid = c.oid)
                          <> array['station * t t (station_id = ( SELECT (NULLIF(current_setting(''mailuo.station''::text, true), ''''::text))::integer AS "nullif"))'])
                """.formatted(OURS));
    }

    @Test
    void tablesWithoutAStationAreRead() {
        assertThat(names("""
                select c.oid::regclass::text from pg_class c
                where c.relkind in ('r', 'p') and not c.relrowsecurity
                  and has_any_column_privilege('mailuo', c.oid, 'insert, update')
                """)).as("the check values of the keys are added to").containsExactly("keys.checks");
    }

    @Test
    void itOwnsNothingAndIsNothingElse() {
        assertThat(names("""
                select oid::regclass::text from pg_class where pg_has_role('mailuo', relowner, 'member')
                union all select oid::regprocedure::text from pg_proc where pg_has_role('mailuo', proowner, 'member')
                union all select nspname from pg_namespace where pg_has_role('mailuo', nspowner, 'member')
                    or has_schema_privilege('mailuo', oid, 'create')
                union all select datname from pg_database where pg_has_role('mailuo', datdba, 'member')
                    or datname = current_database() and has_database_privilege('mailuo', oid, 'create, temporary')
                union all select rolname from pg_roles where pg_has_role('mailuo', oid, 'member') and rolname <> 'mailuo'
                union all select rolname from pg_roles
                    where rolname = 'mailuo' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                """)).isEmpty();
    }

    @Test
    void nothingIsEmptiedAndWhatIsKeptIsKept() {
        assertThat(names("""
                select c.oid::regclass::text from pg_class c
                where c.relkind in ('r', 'p') and has_table_privilege('mailuo', c.oid, 'truncate, references, trigger')
                   or exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only')
                      and (has_any_column_privilege('mailuo', c.oid, 'update') or has_table_privilege('mailuo', c.oid, 'delete'))
                   or exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname like 'keep\\_%'
                                                         and t.tgtype & 8 > 0)
                      and has_table_privilege('mailuo', c.oid, 'delete')
                """)).isEmpty();
    }

    @Test
    void whatTriggersKeepOnlyTriggersWrite() {
        assertThat(names("""
                select t from unnest(array['audit.trail', 'audit.seals', 'audit.clocks', 'units.events']) t
                where has_any_column_privilege('mailuo', t, 'insert, update')
                union all
                select t || '.' || c from (values ('units.bags', 'open_holds'), ('units.bags', 'expires_at'), ('units.bags', 'din'),
                    ('units.bags', 'product_code'), ('testing.samples', 'fitness'), ('units.holds', 'bag_id'),
                    ('donors.deferrals', 'ends_on')) v (t, c)
                where has_column_privilege('mailuo', t, c, 'update')
                """)).isEmpty();
    }

    /** Each of them works as the owner, whoever calls it: a new one belongs into this list with open eyes. */
    @Test
    void functionsOfTheOwnerAreFewAndFindTheirNamesByThemselves() {
        assertThat(names("""
                select oid::regprocedure::text from pg_proc
                where prosecdef and not exists (select from unnest(proconfig) s where s like 'search_path=%')
                """)).isEmpty();
        assertThat(names("""
                select oid::regproc::text from pg_proc
                where prosecdef and has_function_privilege('mailuo', oid, 'execute')
                  and has_schema_privilege('mailuo', pronamespace, 'usage') order by 1
                """))
                .isSubsetOf(
                        "audit.latest",
                        "audit.seal",
                        "keys.is_used",
                        "station.account_by_login",
                        "station.record_sign_in",
                        "station.station_ids",
                        "station.wrong_proofs",
                        "storage.share_place");
    }

    // A stolen login ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table units.mine (id integer)",
                "create table public.mine (id integer)",
                "create temporary table bags (id integer)",
                "create schema mine",
                "create function public.mine() returns integer language sql as 'select 1'",
                "alter table units.bags disable trigger guard_bag",
                "alter table units.bags disable row level security",
                "drop policy station on units.bags",
                "drop trigger guard_bag on units.bags",
                "alter table units.bags drop constraint bags_released",
                "truncate units.events",
                "drop table units.events",
                "set session_replication_role = replica",
                "set role mailuo_owner",
                "alter role mailuo superuser",
                "select audit.record()",
                "call audit.isolate('units.bags', 'truncate')",
                "call audit.trust_clock(110)",
                "update audit.trail set at = now()",
                "delete from audit.commands",
                "insert into audit.trail (station_id) values (110)",
                "insert into units.events (station_id) values (110)",
                "update units.bags set open_holds = 0",
                "update units.bags set expires_at = expires_at + interval '1 day'",
                "delete from units.bags",
                "update testing.samples set fitness = 'FIT'",
                "update testing.results set outcome = 'NON_REACTIVE'",
                "update distribution.issues set checked_by = issued_by",
                "delete from units.holds",
                "update products.shelf_lives set amount = 900",
                "insert into distribution.compatibility values ('RED_CELLS', 'O-', 'A+')",
                "copy units.bags from program 'id'",
                "select pg_read_file('pg_hba.conf')",
            })
    void itHasNoRightTo(String sql) {
        assertThatThrownBy(() -> workingFor(STATION, () -> application.sql(sql).update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner", "must be able to", "Only roles with");
    }

    // Two stations --------------------------------------------------------------------------------------------------

    @Test
    void theFixturesFillMostTables() {
        assertThat(tables()).filteredOn(table -> table.others() > 0).hasSizeGreaterThan(18);
    }

    @Test
    void noRowOfAnotherStationIsSeenOrChangedOrInserted() {
        for (Table table : tables()) {
            assertThat(count(STATION, table.name() + " where station_id <> " + STATION))
                    .as(table.name())
                    .isZero();
            assertThat(count(OTHER, table.name())).as(table.name()).isEqualTo(table.others());
            assertThat(attempt("delete from %s where station_id = %d".formatted(table.name(), OTHER)))
                    .as(table.name())
                    .isIn("0", "permission denied");
            assertThat(attempt(touch(table))).as(table.name()).isIn("0", "permission denied");
            if (table.others() > 0) {
                assertThat(attempt("""
                        insert into %1$s (%2$s) overriding system value
                        select %2$s from (select m.* from %1$s t
                                          cross join lateral jsonb_populate_record(t, '{"station_id": %3$d}') m limit 1) moved
                        """.formatted(table.name(), table.columns(), OTHER)))
                        .as(table.name())
                        .isIn("row-level security", "permission denied");
            }
        }
    }

    @Test
    void withoutAStationThereIsNothing() {
        for (Table table : tables()) {
            for (String nobody : List.of("", "0")) {
                assertThat(transaction.<Object>execute(status -> {
                            application
                                    .sql("select set_config('mailuo.station', :station, true)")
                                    .param("station", nobody)
                                    .query()
                                    .singleValue();
                            return application
                                    .sql("select count(*) from " + table.name())
                                    .query(Long.class)
                                    .single();
                        }))
                        .as(table.name())
                        .isEqualTo(0L);
            }
        }
    }

    /** An update of whichever column the application may change at all. */
    private static String touch(Table table) {
        List<String> columns = names("""
                select attname from pg_attribute
                where attrelid = '%1$s'::regclass and attnum > 0 and has_column_privilege('mailuo', attrelid, attnum, 'update')
                """.formatted(table.name()));
        String column = columns.isEmpty() ? "station_id" : columns.getLast();
        return "update %s set %s = %s where station_id = %d".formatted(table.name(), column, column, OTHER);
    }

    private static String attempt(String sql) {
        try {
            return String.valueOf(
                    workingFor(STATION, () -> (long) application.sql(sql).update()));
        } catch (DataAccessException refused) {
            String message = String.valueOf(refused.getMostSpecificCause().getMessage());
            return message.contains("row-level security")
                    ? "row-level security"
                    : message.contains("permission denied") ? "permission denied" : message;
        }
    }

    private static long count(int station, String from) {
        return workingFor(
                station,
                () -> application
                        .sql("select count(*) from " + from)
                        .query(Long.class)
                        .single());
    }

    private static long workingFor(int station, java.util.function.Supplier<? extends Number> work) {
        Number found = transaction.execute(status -> {
            application
                    .sql("select set_config('mailuo.station', :station, true)")
                    .param("station", Integer.toString(station))
                    .query()
                    .singleValue();
            Number number = work.get();
            status.setRollbackOnly();
            return number;
        });
        return found == null ? 0 : found.longValue();
    }

    private static List<Table> tables() {
        return owner.jdbc().sql("""
                        select c.oid::regclass::text as name,
                               (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
                                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
                        from pg_class c where c.relrowsecurity order by 1
                        """).query().listOfRows().stream()
                .map(RightsIT::table)
                .toList();
    }

    private static Table table(Map<String, Object> row) {
        String name = String.valueOf(row.get("name"));
        return new Table(
                name,
                String.valueOf(row.get("columns")),
                owner.jdbc()
                        .sql("select count(*) from " + name + " where station_id = " + OTHER)
                        .query(Long.class)
                        .single());
    }

    private static List<String> names(String sql) {
        return owner.jdbc().sql(sql).query(String.class).list();
    }
}
