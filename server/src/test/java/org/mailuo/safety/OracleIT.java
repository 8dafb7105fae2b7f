package org.mailuo.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.safety.Person.CLERK;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.safety.Performance.Beginning;
import org.mailuo.shared.StationId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;

/**
 * An oracle that cannot fail proves nothing. A bag is brought to the hospital's door by the legal way; then every trigger,
 * check and key is off, one fact is spoilt by plain SQL, and the bag leaves. The oracle must name exactly that.
 */
@HostileTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OracleIT {
    @Autowired
    private ApplicationContext context;

    @Value("${mailuo.test.database}")
    private String database;

    private Theatre theatre;
    private Connection eyes;
    private Beginning ready;

    @BeforeAll
    void open() throws SQLException {
        theatre = new Theatre(context, database);
        eyes = theatre.eyes();
        ready = theatre.play(KeptHistoriesIT.reserved(), eyes).asBeginning();
        try (var statement = eyes.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("""
                    do $$ declare c record; begin
                        for c in select conrelid::regclass as relation, conname from pg_constraint
                                 where contype in ('c', 'u', 'p', 'x') and conrelid <> 0 and connamespace::regnamespace::text
                                       in ('collection', 'distribution', 'release', 'station', 'testing', 'units') loop
                            execute format('alter table %s drop constraint %I cascade', c.relation, c.conname);
                        end loop;
                    end $$
                    """);
        }
    }

    @AfterAll
    void close() throws SQLException {
        eyes.close();
    }

    @Test
    void nothingIsWrongWithAGoodBag() throws SQLException {
        assertThat(stopsAfter("select 1", copy())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            UNRELEASED                   | delete from release.decisions
            RELEASED_BY_TESTER_OR_MAKER UNSIGNED | update release.batches set decided_by = (select operator from testing.runs where station_id = :s limit 1)
            RELEASED_BY_TESTER_OR_MAKER UNSIGNED | update release.batches set decided_by = (select made_by from processing.makings where station_id = :s)
            MISSING_TEST                 | delete from testing.results where marker = 'HIV_RNA'
            MISSING_TEST                 | update testing.results set outcome = 'INVALID' where marker = 'HCV_RNA'
            MISSING_TEST                 | update testing.runs set controls = 'OUT' where markers = '{TP_2}'
            MISSING_TEST                 | update testing.runs set lot_expires = started_on - 1 where markers = '{TP_2}'
            MISSING_TEST                 | update testing.runs set state = 'RUNNING' where markers = '{TP_2}'
            MISSING_TEST                 | update testing.runs set reviewed_by = operator where markers = '{TP_2}'
            REACTIVE                     | update testing.results set outcome = 'REACTIVE' where marker = 'HBV_DNA'
            REACTIVE                     | update testing.results set outcome = 'GREY' where marker = 'ANTI_HCV'
            REACTIVE                     | update testing.results set value = 51 where marker = 'ALT'
            SAME_REAGENT_TWICE           | update testing.runs set manufacturer = 'One'
            OTHER_GROUP                  | update testing.results set outcome = case marker when 'ABO_FORWARD' then 'A-B+' else 'A+B-' end where marker like 'ABO%'
            OTHER_GROUP                  | update testing.results set outcome = 'NEGATIVE' where marker = 'RHD'
            GROUP_UNCERTAIN              | insert into testing.results (station_id, din, marker, attempt, run_id, outcome, at, entered_by, command_id) select station_id, din, marker, n, run_id, case n when 2 then 'NEGATIVE' else outcome end, at, entered_by, command_id from testing.results, generate_series(2, 3) n where marker = 'RHD' and station_id = :s
            GROUP_AGAINST_HISTORY        | with another as (insert into collection.donations select (jsonb_populate_record(d, '{"din": "Z000026000002", "donated_on": "2020-01-01", "started_at": "2020-01-01T00:00Z"}')).* from collection.donations d where station_id = :s) insert into testing.conclusions select (jsonb_populate_record(c, '{"din": "Z000026000002", "blood_group": "B+"}')).* from testing.conclusions c where station_id = :s
            TOO_SOON                     | insert into collection.donations select (jsonb_populate_record(d, '{"din": "Z000026000002", "donated_on": "2025-09-10", "started_at": "2025-09-10T00:00Z"}')).* from collection.donations d where station_id = :s
            DEFERRED_DONOR               | insert into donors.deferrals (station_id, deferral_id, donor_id, code, permanent, starts_on, source, rule_set, recorded_at, recorded_by) select station_id, visit_id, donor_id, 'T10', true, visited_on, 'STAFF', 'x', opened_at, opened_by from collection.visits where station_id = :s
            DEFERRED_DONOR               | with m as (insert into donors.merges (station_id, merge_id, merged_id, into_id, reason, merged_at, merged_by, signature_id) select station_id, visit_id, donor_id, visit_id, 'x', opened_at, opened_by, visit_id from collection.visits where station_id = :s) insert into donors.deferrals (station_id, deferral_id, donor_id, code, permanent, starts_on, source, rule_set, recorded_at, recorded_by) select station_id, visit_id, visit_id, 'T10', true, visited_on, 'STAFF', 'x', opened_at, opened_by from collection.visits where station_id = :s
            DEFERRED_DONOR               | with m as (insert into donors.merges (station_id, merge_id, merged_id, into_id, reason, merged_at, merged_by, signature_id) select station_id, visit_id, visit_id, donor_id, 'x', opened_at, opened_by, visit_id from collection.visits where station_id = :s) insert into donors.deferrals (station_id, deferral_id, donor_id, code, permanent, starts_on, source, rule_set, recorded_at, recorded_by) select station_id, visit_id, visit_id, 'T10', true, visited_on, 'STAFF', 'x', opened_at, opened_by from collection.visits where station_id = :s
            GROUP_AGAINST_HISTORY        | with m as (insert into donors.merges (station_id, merge_id, merged_id, into_id, reason, merged_at, merged_by, signature_id) select station_id, visit_id, donor_id, visit_id, 'x', opened_at, opened_by, visit_id from collection.visits where station_id = :s) , another as (insert into collection.donations select (jsonb_populate_record(d, jsonb_build_object('din', 'Z000026000002', 'donor_id', d.visit_id))).* from collection.donations d where station_id = :s) insert into testing.conclusions select (jsonb_populate_record(c, '{"din": "Z000026000002", "blood_group": "B+"}')).* from testing.conclusions c where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'DONATION', din, 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'DONOR', donor_id, 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'BAG_LOT', bag_lot, 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'SITE', 'C01', 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'BAG', (select bag_id from units.bags b where product_code = 'WB' and b.station_id = :s), 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'RUN', (select run_id from testing.runs r where r.station_id = :s limit 1), 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'REAGENT_LOT', 'L1', 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'INSTRUMENT', 'LINE-1', 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'PLACE', (select place from units.bags b where product_code = 'LRC' and b.station_id = :s), 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | with w as (insert into collection.epidemic_windows (station_id, cause_id, days) select station_id, visit_id, 14 from collection.donations where station_id = :s) insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'STATION', '1', 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            CONCERNED                    | with m as (insert into donors.merges (station_id, merge_id, merged_id, into_id, reason, merged_at, merged_by, signature_id) select station_id, visit_id, donor_id, visit_id, 'x', opened_at, opened_by, visit_id from collection.visits where station_id = :s) insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id) select station_id, visit_id, 'RECALL', 'DONOR', visit_id, 'X1', started_at, visit_id, visit_id from collection.donations where station_id = :s
            NOT_EXAMINED                 | update collection.visits set decision = null
            NOT_EXAMINED                 | update collection.visits set visited_on = visited_on - 1
            COLLECTION_INCOMPLETE        | update collection.donations set outcome = 'PART'
            HELD                         | insert into units.holds (station_id, hold_id, bag_id, reason, opened_at, opened_by) select station_id, bag_id, bag_id, 'RECALL', collected_at, bag_id from units.bags where product_code = 'LRC' and station_id = :s
            HELD                         | insert into units.holds (station_id, hold_id, bag_id, reason, opened_at, opened_by) select station_id, bag_id, bag_id, 'RECALL', collected_at, bag_id from units.bags where product_code = 'WB' and station_id = :s
            FORBIDDEN_PARENT             | update units.bags set product_code = 'AP' where product_code = 'WB'
            MORE_THAN_PARENT             | update units.bags set volume_ml = 501 where product_code = 'LRC'
            MORE_THAN_PARENT             | update units.bags set volume_ml = 250 where product_code = 'FFP'
            MADE_TOO_LATE                | update processing.makings set made_at = made_at + interval '8 hours'
            LIVES_TOO_LONG               | update units.bags set expires_at = expires_at + interval '1 minute' where product_code = 'LRC'
            UNLABELLED                   | delete from release.label_checks
            UNLABELLED                   | insert into release.label_voids (station_id, bag_id, copy, reason, voided_at, voided_by, command_id) select station_id, bag_id, copy, 'MISMATCH', printed_at, printed_by, command_id from release.labels where station_id = :s
            SECOND_LABEL                 | insert into release.labels (station_id, bag_id, copy, replaces, codes, printed_at, printed_by, command_id) select station_id, bag_id, 2, 1, codes, printed_at, printed_by, command_id from release.labels where station_id = :s
            OTHER_LABEL                  | update release.labels set codes = 'another'
            EXPIRED                      | update units.bags set expires_at = '2026-03-09T01:00Z' where product_code = 'LRC'
            OTHER_PRODUCT                | update distribution.order_lines set product_code = 'SRC'
            INCOMPATIBLE                 | update distribution.order_lines set blood_group = 'O+'
            INCOMPATIBLE                 | update distribution.order_lines set blood_group = 'A-'
            MORE_THAN_ORDERED            | update distribution.order_lines set quantity = 0
            ONE_PERSON UNSIGNED          | update distribution.issues set checked_by = issued_by
            UNSIGNED                     | delete from station.signatures where meaning = 'RELEASED'
            UNSIGNED                     | update station.signatures set meaning = 'REVIEWED' where meaning = 'CHECKED'
            UNSIGNED                     | update station.signatures set signed_at = signed_at - interval '1 day' where meaning = 'CHECKED'
            UNAUTHORISED                 | update station.authorisations set valid_until = '2026-03-08' where duty = 'DISTRIBUTE'
            UNAUTHORISED                 | update station.staff set active = false where staff_id = :checker
            UNAUTHORISED                 | delete from station.authorisations where duty = 'DISTRIBUTE' and staff_id = :checker
            WRONG_PLACE                  | update units.bags set place = 'Q-0' where product_code = 'LRC'
            WRONG_PLACE                  | update units.bags set place = 'R-2' where product_code = 'LRC'
            NOT_ISSUED                   | delete from distribution.issues
            ISSUED_TWICE MORE_THAN_ORDERED | insert into distribution.issues select * from distribution.issues where station_id = :s
            SAME_NAME_TWICE              | insert into units.bags select (jsonb_populate_record(b, '{"bag_id": "00000000-0000-0000-0000-000000000000", "status": "QUARANTINE"}')).* from units.bags b where product_code = 'LRC' and station_id = :s
            """)
    void theOracleNamesWhatIsWrong(String stops, String sql) throws SQLException {
        assertThat(stopsAfter(sql, copy())).containsExactlyInAnyOrder(stops.split(" "));
    }

    private StationId copy() throws SQLException {
        return theatre.houses().copy(List.of(ready.station())).getFirst();
    }

    /** Lets both bags of a station leave, spoils one fact, and asks. */
    private Set<String> stopsAfter(String sql, StationId station) throws SQLException {
        String clerk = Scene.of(theatre.house().people(), CLERK).toString();
        String checker = Scene.of(theatre.house().people(), Person.CHECKER).toString();
        try (var statement = eyes.createStatement()) {
            statement.execute("""
                    insert into distribution.issues (station_id, bag_id, order_id, line_no, issued_at, issued_by, checked_by, command_id,
                                                     signature_id)
                    select station_id, bag_id, order_id, line_no, allocated_at, '%s', '%s', bag_id, bag_id
                    from distribution.allocations where station_id = %d
                    """.formatted(clerk, checker, station.value()));
            statement.execute("""
                    insert into station.signatures (station_id, signature_id, signer_id, signer_name, meaning, kind, record_id,
                                                    digest, signed_at, command_id, own_digest)
                    select station_id, signature_id, checked_by, 'Checker', 'CHECKED', 'distribution.issue', bag_id::text,
                           sha256('x'), issued_at, command_id, sha256('x')
                    from distribution.issues where station_id = %d
                    """.formatted(station.value()));
            statement.execute("update units.bags set status = 'ISSUED' where status = 'RESERVED' and station_id = "
                    + station.value());
            statement.execute(scoped(sql, station)
                    .replace(":checker", "'" + checker + "'")
                    .replace(":s", String.valueOf(station.value())));
        }
        Set<UUID> gone = Oracle.gone(eyes, station);
        Set<Oracle.Violation> found = new TreeSet<>(Oracle.ofBags(eyes, station, gone));
        found.addAll(Oracle.ofIssues(eyes, station, gone));
        return found.stream().map(Oracle.Violation::stop).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Only this copy's rows. */
    private static String scoped(String sql, StationId station) {
        if (!sql.startsWith("update") && !sql.startsWith("delete")) {
            return sql;
        }
        return sql + (sql.contains(" where ") && !sql.endsWith(")") ? " and" : " where") + " station_id = "
                + station.value();
    }
}
