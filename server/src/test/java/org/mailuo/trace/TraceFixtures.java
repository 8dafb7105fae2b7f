package org.mailuo.trace;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.mailuo.OwnerDatabase;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small house as it looks when the work is done, written without the guards of the modules that would have written
 * it: two donors whose platelets were pooled, one whose red cells were split, one who could not be bled.
 */
public final class TraceFixtures {
    public static final StationId STATION = new StationId(110);
    public static final StationId OTHER = new StationId(111);
    public static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private TraceFixtures() {}

    public static DonationNumber din(int sequence) {
        return DonationNumber.of("A9110", 26, sequence);
    }

    /** {@code bag("LRC", 1)}: the same id in every station, so that only the station keeps them apart. */
    public static BagId bag(String name, int donation) {
        return new BagId(id("bag " + name + donation));
    }

    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static void aHouse(OwnerDatabase owner) {
        JdbcClient jdbc = owner.jdbc();
        owner.transaction().executeWithoutResult(status -> {
            guards(jdbc, "disable");
            for (StationId station : new StationId[] {STATION, OTHER}) {
                new House(jdbc, station).build();
            }
            jdbc.sql("set constraints all immediate").update();
            guards(jdbc, "enable");
        });
    }

    /** Takes the guards of the other modules away, or puts them back; foreign keys stay. */
    static void guards(JdbcClient jdbc, String how) {
        for (String table : List.of(
                "station.stations",
                "station.sites",
                "station.staff",
                "station.signatures",
                "hospitals.hospitals",
                "donors.donors",
                "units.number_ranges",
                "units.numbers",
                "units.bags",
                "units.parents",
                "units.holds",
                "units.events",
                "audit.commands",
                "collection.visits",
                "collection.donations",
                "testing.samples",
                "testing.conclusions",
                "distribution.orders",
                "distribution.order_lines",
                "distribution.allocations",
                "distribution.issues",
                "distribution.receipts",
                "distribution.fates")) {
            jdbc.sql("alter table " + table + " " + how + " trigger user").update();
        }
    }

    private record House(JdbcClient jdbc, StationId station) {
        void build() {
            run("""
                    insert into station.stations (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set)
                    values (%s, '追溯站', 'Trace', 'A9%s', 'L', 'Asia/Shanghai', 'CN-GB18467-2011')
                    """.formatted(station.value(), station.value()));
            run("insert into hospitals.hospitals values (%s, '%s', 'H01', '第一医院', 'First Hospital', 'L', '2030-01-01')"
                    .formatted(station.value(), id("hospital")));
            run("insert into station.staff values (%s, '%s', 'u%s', '王一', 'x', null, true, now(), null, now())"
                    .formatted(station.value(), id("staff"), station.value()));
            run("insert into station.staff values (%s, '%s', 'v%s', '李二', 'x', null, true, now(), null, now())"
                    .formatted(station.value(), id("s2"), station.value()));
            run("insert into station.sites values (%s, '%s', 'C01', 'CENTRE', '本部', 'Centre')"
                    .formatted(station.value(), id("site")));
            run("insert into units.number_ranges values (%s, '%s', 'A9110', 26, 0, 999, 'C01', now())"
                    .formatted(station.value(), id("range")));
            for (int i = 1; i <= 4; i++) {
                donation(i);
            }
            for (int i = 1; i <= 2; i++) {
                bag("WB", i, i, "CONSUMED");
                bag("PC", i, i, "CONSUMED", "WB" + i);
                bag("FFP", i, i, "QUARANTINE", "WB" + i);
            }
            bag("LRC", 1, 1, "TRANSFUSED", "WB1");
            bag("PPC", 1, 1, "RESERVED", "PC1", "PC2");
            bag("WB", 3, 3, "CONSUMED");
            bag("LRC", 3, 3, "CONSUMED", "WB3");
            bag("LRC", 31, 3, "AVAILABLE", "LRC3");
            bag("LRC", 32, 3, "DISCARDED", "LRC3");
            supply();
            run("""
                    insert into units.holds (station_id, hold_id, bag_id, reason, detail, opened_at, opened_by)
                    values (%s, '%s', '%s', 'UNFIT', 'HBSAG', '2026-03-03T02:00Z', '%s')
                    """.formatted(station.value(), id("hold"), TraceFixtures.bag("FFP", 2), id("staff")));
        }

        private void donation(int i) {
            run("""
                    insert into donors.donors
                        (station_id, donor_id, name, sex, born_on, document_kind, document_sealed, document_key,
                         registered_at)
                    values (%s, '%s', '林则%s', 'MALE', '1885-08-30', 'OTHER', sha512('X-%s'),
                            substring(sha256('X-%s') for 16), now())
                    """.formatted(station.value(), id("donor" + i), i, i, i));
            run("""
                    insert into units.numbers (station_id, din, range_id, taken_at, taken_by, command_id)
                    values (%s, '%s', '%s', now(), '%s', '%s')
                    """.formatted(station.value(), din(i), id("range"), id("staff"), id("c")));
            run("""
                    insert into collection.visits (station_id, visit_id, donor_id, site_id, kind, intended_ml, opened_at,
                                                   opened_by, visited_on)
                    values (%s, '%s', '%s', '%s', 'WHOLE_BLOOD', 400, now(), '%s', '%s')
                    """.formatted(station.value(), id("visit" + i), id("donor" + i), id("site"), id("staff"), DAY));
            run("""
                    insert into collection.donations
                        (station_id, din, visit_id, donor_id, site_id, kind, first_time, nominal_ml, doses, drawn_ml,
                         anticoagulant, bag_lot, started_at, ended_at, donated_on, outcome, collected_by, command_id)
                    values (%s, '%s', '%s', '%s', '%s', 'WHOLE_BLOOD', true, 400, 0, 400, 'CPDA-1', 'L1',
                            '2026-03-02T01:00Z', '2026-03-02T01:08Z', '%s', '%s', '%s', '%s')
                    """.formatted(
                            station.value(),
                            din(i),
                            id("visit" + i),
                            id("donor" + i),
                            id("site"),
                            DAY,
                            i == 4 ? "FAILED" : "COMPLETE",
                            id("staff"),
                            id("c")));
            if (i == 4) {
                return;
            }
            run("""
                    insert into testing.samples (station_id, din, donated_on, received_at, received_by, command_id)
                    values (%s, '%s', '%s', now(), '%s', '%s')
                    """.formatted(station.value(), din(i), DAY, id("staff"), id("c")));
            run("""
                    insert into testing.conclusions
                        (station_id, din, revision, fitness, blood_group, reasons, notes, complete, seen_results,
                         scheme, concluded_at, concluded_by, command_id)
                    values (%s, '%s', 1, '%s', 'A+', '[]', '[]', true, 12, 'CN-2019', now(), '%s', '%s')
                    """.formatted(station.value(), din(i), i == 2 ? "UNFIT" : "FIT", id("staff"), id("c")));
        }

        private void bag(String product, int name, int donation, String status, String... parents) {
            run("""
                    insert into units.bags
                        (station_id, bag_id, din, product_code, division, volume_ml, source_ml, anticoagulant,
                         collected_at, expires_at, blood_group, status, open_holds, release_id, released_at, labelled_at,
                         discard_reason)
                    values (%s, '%s', '%s', '%s', '%02d', 200, 400, 'CPDA-1', '2026-03-02T01:08Z', '2036-04-05T15:59Z',
                            'A+', '%s', %s, '%s', now(), now(), %s)
                    """.formatted(
                            station.value(),
                            TraceFixtures.bag(product, name),
                            din(donation),
                            product,
                            name > 9 ? name % 10 : 0,
                            status,
                            product.equals("FFP") && name == 2 ? 1 : 0,
                            id("batch"),
                            status.equals("DISCARDED") ? "'UNFIT'" : "null"));
            for (String parent : parents) {
                run("insert into units.parents values (%s, '%s', '%s')"
                        .formatted(station.value(), TraceFixtures.bag(product, name), id("bag " + parent)));
            }
            run("""
                    insert into units.events
                        (station_id, bag_id, at, actor_id, command_id, action, to_status, open_holds, note)
                    values (%s, '%s', '2026-03-02T01:08Z', '%s', '%s', 'collection.donate', 'QUARANTINE', 0, 'secret')
                    """.formatted(station.value(), TraceFixtures.bag(product, name), id("staff"), id("c" + donation)));
            run("""
                    insert into audit.commands (station_id, command_id, name, at, actor_id, actor_login, origin)
                    values (%s, '%s', 'collection.donate', '2026-03-02T01:08Z', '%s', 'u', 'job') on conflict do nothing
                    """.formatted(station.value(), id("c" + donation), id("staff")));
        }

        private void supply() {
            run("""
                    insert into distribution.orders
                        (station_id, order_id, hospital_id, urgency, needed_by, placed_at, placed_by, state)
                    values (%s, '%s', '%s', 'ROUTINE', '2026-03-05T00:00Z', '2026-03-04T00:00Z', '%s', 'PARTLY')
                    """.formatted(station.value(), id("order"), id("hospital"), id("staff")));
            run("""
                    insert into distribution.order_lines
                        (station_id, order_id, line_no, product_code, family, blood_group, quantity, patient_ref)
                    values (%1$s, '%2$s', 1, 'LRC', 'RED_CELLS', 'A+', 1, null),
                           (%1$s, '%2$s', 2, 'PPC', 'PLATELETS', 'A+', 1, 'PT-9')
                    """.formatted(station.value(), id("order")));
            run("""
                    insert into audit.commands (station_id, command_id, name, at, actor_id, actor_login, origin)
                    values (%1$s, '%2$s', 'distribution.issue', '2026-03-04T02:00Z', '%3$s', 'u', 'job')
                    """.formatted(station.value(), id("c"), id("staff")));
            run("""
                    insert into station.signatures
                        (station_id, signature_id, signer_id, signer_name, meaning, kind, record_id, digest, signed_at,
                         command_id, own_digest)
                    values (%s, '%s', '%s', '李二', 'CHECKED', 'distribution.issue', '%s', sha256('x'), '2026-03-04T02:00Z',
                            '%s', sha256('x'))
                    """.formatted(station.value(), id("sig"), id("s2"), id("sig"), id("c")));
            run("""
                    insert into distribution.issues
                        (station_id, bag_id, order_id, line_no, issued_at, issued_by, checked_by, command_id,
                         signature_id)
                    values (%s, '%s', '%s', 1, '2026-03-04T02:00Z', '%s', '%s', '%s', '%s')
                    """.formatted(
                            station.value(),
                            TraceFixtures.bag("LRC", 1),
                            id("order"),
                            id("staff"),
                            id("s2"),
                            id("c"),
                            id("sig")));
            run("""
                    insert into distribution.receipts (station_id, bag_id, received_at, received_by, command_id)
                    values (%s, '%s', '2026-03-04T04:00Z', '%s', '%s')
                    """.formatted(station.value(), TraceFixtures.bag("LRC", 1), id("staff"), id("c")));
            run("""
                    insert into distribution.fates
                        (station_id, bag_id, fate, patient_ref, happened_at, reported_at, reported_by, command_id)
                    values (%s, '%s', 'TRANSFUSED', 'PT-7', '2026-03-04T06:00Z', '2026-03-04T07:00Z', '%s', '%s')
                    """.formatted(station.value(), TraceFixtures.bag("LRC", 1), id("staff"), id("c")));
            run("""
                    insert into distribution.allocations
                        (station_id, bag_id, order_id, line_no, allocated_at, allocated_by)
                    values (%s, '%s', '%s', 2, '2026-03-04T01:00Z', '%s')
                    """.formatted(station.value(), TraceFixtures.bag("PPC", 1), id("order"), id("staff")));
        }

        private void run(String sql) {
            jdbc.sql(sql).update();
        }
    }
}
