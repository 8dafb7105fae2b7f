package org.mailuo.trace;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tree in set-based statements. Ids travel as arrays, so that every plan goes through the keys. */
@Repository
class TraceStore {
    /** @param parent made into @param child */
    record Parentage(BagId child, BagId parent) {}

    record BagRow(TraceNode.Bag bag, Optional<TraceNode.Supply> supply, Optional<TraceNode.Fate> fate) {}

    private final JdbcClient jdbc;

    TraceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<DonorId> donorsIn(StationId station, Collection<String> records) {
        return jdbc.sql("""
                with said as materialized (
                    select r ->> 'donor_id' as donor_id, r ->> 'visit_id' as visit_id, r ->> 'bag_id' as bag_id,
                           r ->> 'din' as din, r ->> 'scope' as scope, r ->> 'subject' as subject
                    from unnest(cast(:records as jsonb[])) r),
                dins as materialized (
                    select din from said where din is not null
                    union select subject from said where scope = 'DONATION'
                    union select b.din from said s join units.bags b on b.station_id = :station
                          and b.bag_id = coalesce(s.bag_id, case s.scope when 'BAG' then s.subject end)::uuid)
                select donor_id::uuid from said where donor_id is not null
                union select subject::uuid from said where scope = 'DONOR'
                union select v.donor_id from said s join collection.visits v on v.station_id = :station
                      and v.visit_id = s.visit_id::uuid
                union select d.donor_id from dins n join collection.donations d on d.station_id = :station and d.din = n.din
                """)
                .param("records", Sql.texts(records, record -> record))
                .param("station", station.value())
                .query((row, n) -> new DonorId(Sql.uuid(row, "donor_id")))
                .list();
    }

    List<DonationNumber> donationsOf(StationId station, UUID donor) {
        return jdbc.sql("""
                select din from collection.donations
                where station_id = :station
                  and donor_id in (select identity_id from donors.identities where station_id = :station and donor_id = :donor)
                order by donated_on, din
                """)
                .param("station", station.value())
                .param("donor", donor)
                .query((row, n) -> new DonationNumber(row.getString("din")))
                .list();
    }

    /** The donations that these bags carry the numbers of; a pool may carry a number that is no donation's. */
    Set<DonationNumber> donationsOf(StationId station, Collection<BagId> bags) {
        return new HashSet<>(jdbc.sql("""
                select distinct d.din
                from units.bags b join collection.donations d on d.station_id = b.station_id and d.din = b.din
                where b.station_id = :station and b.bag_id = any (:bags)
                """)
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query((row, n) -> new DonationNumber(row.getString("din")))
                .list());
    }

    List<BagId> bagsOf(StationId station, Collection<DonationNumber> dins) {
        return jdbc.sql("select bag_id from units.bags where station_id = :station and din = any (:dins)")
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query(TraceStore::bagId)
                .list();
    }

    /** Bags reserved for the order or issued for it. */
    List<BagId> bagsOfOrder(StationId station, UUID order) {
        return jdbc.sql("""
                select bag_id from distribution.issues where station_id = :station and order_id = :order
                union
                select bag_id from distribution.allocations where station_id = :station and order_id = :order
                """)
                .param("station", station.value())
                .param("order", order)
                .query(TraceStore::bagId)
                .list();
    }

    /** Bags that the patient received, and those issued or reserved for him that he has not received yet. */
    List<BagId> bagsOfPatient(StationId station, String reference) {
        return jdbc.sql("""
                with lines as (
                    select order_id, line_no from distribution.order_lines
                    where station_id = :station and patient_ref = :patient)
                select bag_id from distribution.fates where station_id = :station and patient_ref = :patient
                union
                select i.bag_id from lines l
                join distribution.issues i
                  on i.station_id = :station and i.order_id = l.order_id and i.line_no = l.line_no
                left join distribution.fates f on f.station_id = :station and f.bag_id = i.bag_id
                where f.patient_ref is null or f.patient_ref = :patient
                union
                select a.bag_id from lines l
                join distribution.allocations a
                  on a.station_id = :station and a.order_id = l.order_id and a.line_no = l.line_no
                where not exists (select from distribution.fates f
                                  where f.station_id = :station and f.bag_id = a.bag_id and f.patient_ref <> :patient)
                """)
                .param("station", station.value())
                .param("patient", reference)
                .query(TraceStore::bagId)
                .list();
    }

    /** The bags and everything they were made of, through pools. */
    Set<BagId> ancestors(StationId station, Collection<BagId> bags) {
        return closure(station, bags, """
                select p.parent_id from family f
                join units.parents p on p.station_id = :station and p.child_id = f.bag_id
                """);
    }

    /** The bags and everything made of them, through pools. */
    Set<BagId> descendants(StationId station, Collection<BagId> bags) {
        return closure(station, bags, """
                select p.child_id from family f
                join units.parents p on p.station_id = :station and p.parent_id = f.bag_id
                """);
    }

    private Set<BagId> closure(StationId station, Collection<BagId> bags, String step) {
        return new HashSet<>(jdbc.sql("""
                with recursive family (bag_id) as (
                    select bag_id from units.bags where station_id = :station and bag_id = any (:bags)
                    union
                    %s)
                select bag_id from family
                """.formatted(step))
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query(TraceStore::bagId)
                .list());
    }

    /** Every step in which one of the bags was parent or child. */
    List<Parentage> parentage(StationId station, Collection<BagId> bags) {
        return jdbc.sql("""
                select child_id, parent_id from units.parents
                where station_id = :station and child_id = any (:bags)
                union
                select child_id, parent_id from units.parents
                where station_id = :station and parent_id = any (:bags)
                order by child_id, parent_id
                """)
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query((row, n) ->
                        new Parentage(new BagId(Sql.uuid(row, "child_id")), new BagId(Sql.uuid(row, "parent_id"))))
                .list();
    }

    List<TraceNode.Donation> donations(StationId station, Collection<DonationNumber> dins, Collection<BagId> shown) {
        return jdbc.sql("""
                select d.din, d.donor_id, d.kind, d.nominal_ml, d.drawn_ml, d.first_time, d.donated_on, d.ended_at,
                       d.outcome, c.fitness, c.blood_group,
                       (select count(*) from units.bags b
                        where b.station_id = d.station_id and b.din = d.din and b.bag_id <> all (:shown)) as unshown
                from collection.donations d
                left join lateral (
                    select fitness, blood_group from testing.conclusions c
                    where c.station_id = d.station_id and c.din = d.din order by c.revision desc limit 1) c on true
                where d.station_id = :station and d.din = any (:dins)
                order by d.donated_on, d.din
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .param("shown", Sql.uuids(shown, BagId::value))
                .query(TraceStore::donation)
                .list();
    }

    List<TraceNode.Donor> donorsOf(StationId station, List<TraceNode.Donation> donations) {
        return jdbc.sql("""
                select donor_id, donor_no from donors.donors
                where station_id = :station and donor_id = any (:donors) order by donor_no
                """)
                .param("station", station.value())
                .param("donors", Sql.uuids(donations, TraceNode.Donation::donor))
                .query((row, n) -> new TraceNode.Donor(Sql.uuid(row, "donor_id"), row.getLong("donor_no")))
                .list();
    }

    List<BagRow> bags(StationId station, Collection<BagId> bags, List<Parentage> parentage) {
        Set<BagId> shown = new HashSet<>(bags);
        Map<BagId, Long> parents = parentage.stream()
                .filter(link -> !shown.contains(link.parent()))
                .collect(groupingBy(Parentage::child, counting()));
        Map<BagId, Long> children = parentage.stream()
                .filter(link -> !shown.contains(link.child()))
                .collect(groupingBy(Parentage::parent, counting()));
        return jdbc.sql("""
                select b.bag_id, b.din, b.product_code, b.division, b.volume_ml, b.collected_at, b.expires_at,
                       b.blood_group, b.status, b.open_holds, b.place, b.released_at, b.discard_reason,
                       case when b.open_holds > 0 then
                           (select array_agg(distinct h.reason order by h.reason) from units.holds h
                            where h.station_id = b.station_id and h.bag_id = b.bag_id and h.lifted_at is null)
                       end as holds,
                       a.allocated_at, i.issued_at, r.received_at, f.fate, f.patient_ref, f.happened_at,
                       o.order_id, o.order_no, o.hospital_id, s.code, s.name_zh, s.name_en
                from units.bags b
                left join distribution.issues i on i.station_id = b.station_id and i.bag_id = b.bag_id
                left join distribution.allocations a on a.station_id = b.station_id and a.bag_id = b.bag_id
                left join distribution.receipts r on r.station_id = b.station_id and r.bag_id = b.bag_id
                left join distribution.fates f on f.station_id = b.station_id and f.bag_id = b.bag_id
                left join distribution.orders o
                  on o.station_id = b.station_id and o.order_id = coalesce(i.order_id, a.order_id)
                left join hospitals.hospitals s on s.station_id = o.station_id and s.hospital_id = o.hospital_id
                where b.station_id = :station and b.bag_id = any (:bags)
                order by b.din, b.collected_at, b.product_code, b.division
                """)
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query((row, n) -> {
                    BagId bag = bagId(row, n);
                    return new BagRow(
                            bag(row, bag, parents.getOrDefault(bag, 0L), children.getOrDefault(bag, 0L)),
                            supply(row, bag),
                            fate(row, bag));
                })
                .list();
    }

    private static TraceNode.Donation donation(ResultSet row, int n) throws SQLException {
        boolean whole = row.getString("kind").equals("WHOLE_BLOOD");
        return new TraceNode.Donation(
                new DonationNumber(row.getString("din")),
                Sql.uuid(row, "donor_id"),
                row.getString("kind"),
                Millilitres.of(row.getInt(whole ? "nominal_ml" : "drawn_ml")),
                row.getBoolean("first_time"),
                Sql.date(row, "donated_on"),
                Sql.instant(row, "ended_at"),
                row.getString("outcome"),
                row.getString("fitness"),
                group(row),
                row.getInt("unshown"));
    }

    private static TraceNode.Bag bag(ResultSet row, BagId bag, long parents, long children) throws SQLException {
        return new TraceNode.Bag(
                bag,
                new DonationNumber(row.getString("din")),
                ProductCode.of(row.getString("product_code")),
                row.getString("division"),
                Millilitres.of(row.getInt("volume_ml")),
                Sql.instant(row, "collected_at"),
                Sql.instant(row, "expires_at"),
                group(row),
                BagStatus.valueOf(row.getString("status")),
                row.getInt("open_holds"),
                holds(row),
                row.getString("place"),
                Sql.instantOrNull(row, "released_at"),
                row.getString("discard_reason"),
                (int) parents,
                (int) children);
    }

    private static Optional<TraceNode.Supply> supply(ResultSet row, BagId bag) throws SQLException {
        if (row.getString("order_id") == null) {
            return Optional.empty();
        }
        return Optional.of(new TraceNode.Supply(
                bag,
                Sql.uuid(row, "order_id"),
                row.getLong("order_no"),
                Sql.uuid(row, "hospital_id"),
                row.getString("code"),
                row.getString("name_zh"),
                row.getString("name_en"),
                Sql.instantOrNull(row, "allocated_at"),
                Sql.instantOrNull(row, "issued_at"),
                Sql.instantOrNull(row, "received_at")));
    }

    private static Optional<TraceNode.Fate> fate(ResultSet row, BagId bag) throws SQLException {
        String fate = row.getString("fate");
        return fate == null
                ? Optional.empty()
                : Optional.of(
                        new TraceNode.Fate(bag, fate, row.getString("patient_ref"), Sql.instant(row, "happened_at")));
    }

    private static List<HoldReason> holds(ResultSet row) throws SQLException {
        return row.getArray("holds") == null
                ? List.of()
                : Arrays.stream((String[]) row.getArray("holds").getArray())
                        .map(HoldReason::valueOf)
                        .toList();
    }

    private static @Nullable BloodGroup group(ResultSet row) throws SQLException {
        String group = row.getString("blood_group");
        return group == null ? null : BloodGroup.of(group);
    }

    private static BagId bagId(ResultSet row, int n) throws SQLException {
        return new BagId(Sql.uuid(row, "bag_id"));
    }
}
